//! From a document to the facts: what was read, what was left out and why.

use super::SCHEMA_VERSION;
use super::fact::Value;
use super::field::{Confidentiality, Shape};
use super::heading::{TrainingRecord, TrainingRecordView};
use crate::error::{Error, ErrorCode, Fault, Faults};
use crate::json::{Lengths, Limits, Reader, Scratch, Seen, Stop, pointer_at, pointers_at, position_at};

/// A document and the room that reading it needs; kept from line to line.
#[derive(Debug, Default)]
pub struct Document {
    scratch: Scratch,
    lengths: Lengths,
    limits: Limits,
}

/// The facts of one record.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// What the rules read.
    pub record: TrainingRecordView<'a>,
    /// What was left out, with the place of each.
    pub faults: Vec<Fault>,
    /// Keys that the schema does not know.
    pub unknown: Vec<UnknownKey>,
    /// What the reader saw, where the facts come from a document, whose texts and decimals it looked at.
    pub seen: Option<Seen>,
}

/// A key that the schema does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// JSON pointer of the key.
    pub path: String,
}

impl Document {
    /// Room for documents within `limits`.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Document { scratch: Scratch::new(), lengths: Lengths::default(), limits }
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Reads one record.
    ///
    /// # Errors
    /// What makes the document unreadable: [`ErrorCode::InvalidUtf8`], [`ErrorCode::Syntax`] or [`ErrorCode::Limit`], with line and
    /// column in `found`. Everything else is a fault beside the facts.
    pub fn read<'a>(&'a mut self, bytes: &'a [u8]) -> Result<Facts<'a>, Error> {
        if bytes.len() > self.limits.document {
            let expected = format!("a document of at most {} bytes", self.limits.document);
            return Err(Error::new(ErrorCode::Limit, format!("{} bytes", bytes.len()), expected));
        }
        let text = simdutf8::basic::from_utf8(bytes).map_err(|_| not_utf8(bytes))?;
        self.scratch.fill(text);
        let mut reader = Reader::new(text, &self.scratch, self.limits);
        reader.lengths = self.lengths;
        let mut facts = Facts::default();
        let walked = facts.record.fill(&mut reader).and_then(|_| reader.end());
        walked.map_err(|stop| unreadable(text, &stop))?;
        self.lengths = reader.lengths;
        let (raw, unknown, seen) = reader.finish();
        facts.seen = Some(seen);
        if !raw.is_empty() {
            let paths = pointers_at(text, &raw.iter().map(|fault| fault.at).collect::<Vec<_>>());
            facts.faults = raw.into_iter().zip(paths).map(|(fault, path)| hide(fault.error.at(path))).collect();
        }
        if !unknown.is_empty() {
            let paths = pointers_at(text, &unknown).into_iter();
            facts.unknown = paths.map(|path| UnknownKey { path: shown_key(path) }).collect();
        }
        Ok(facts)
    }
}

/// The error of a document that is no JSON from some place on.
fn unreadable(text: &str, stop: &Stop) -> Error {
    let (line, column) = position_at(text, stop.at);
    let found = format!("{} at line {line}, column {column} (byte {})", stop.found, stop.at);
    Error::new(stop.code, found, stop.expected).at(pointer_at(text, stop.at))
}

fn not_utf8(bytes: &[u8]) -> Error {
    let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    Error::new(ErrorCode::InvalidUtf8, format!("byte {at}"), "UTF-8")
}

/// Hides what a fault shows of a person: values of personal fields, everything about one person in a list (a shifted column
/// puts a name anywhere), and whatever does not look like a code, a number or a date.
pub(super) fn hide(fault: Fault) -> Fault {
    let says_shape = matches!(
        fault.code,
        ErrorCode::Type | ErrorCode::Limit | ErrorCode::DuplicateKey | ErrorCode::ControlCharacter
    );
    let field = TrainingRecord::SHAPE.at(&fault.path);
    let personal = field.is_some_and(|field| field.confidentiality != Confidentiality::Internal);
    let of_a_person =
        ["/participants/", "/sign_in/entries/", "/person/", "/other_kind"].iter().any(|part| fault.path.contains(part));
    let looks_plain = fault.found.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if says_shape || (looks_plain && !personal && !of_a_person) {
        return fault;
    }
    Error { found: "a value (not shown)".into(), ..fault }
}

/// The pointer of an unknown key, cut to the object where the key itself may be anything.
pub(super) fn shown_key(path: String) -> String {
    let is_name = |key: &str| {
        key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    match path.rsplit_once('/') {
        Some((object, key)) if !is_name(key) => object.to_owned(),
        _ => path,
    }
}

impl TrainingRecord {
    /// Lends the record to the rules.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts { record: Value::view(self, 0), faults: vec![], unknown: vec![], seen: None }
    }

    /// Reads a record from JSON, whole or not at all.
    ///
    /// # Errors
    /// Every fault of the document. To judge a record in spite of faults, hand the document to `check::review_json`.
    pub fn from_json(text: &str) -> Result<TrainingRecord, Faults> {
        let mut document = Document::default();
        let facts = document.read(text.as_bytes())?;
        let mut faults = facts.faults;
        match facts.record.schema_version {
            Some(SCHEMA_VERSION) => {}
            version if faults.iter().all(|fault| fault.path != "/schema_version") => {
                faults.push(wrong_version(version))
            }
            _ => {}
        }
        if faults.is_empty() { Ok(Value::own(&facts.record)) } else { Err(Faults(faults)) }
    }

    /// Writes the record as canonical JSON; absent facts are not written.
    ///
    /// # Errors
    /// None that a record can cause.
    pub fn to_json(&self) -> Result<String, Error> {
        crate::json::canonical(self)
    }

    /// The declared objects and fields.
    #[must_use]
    pub const fn shape() -> &'static Shape {
        &TrainingRecord::SHAPE
    }
}

/// The fault of a record without the one schema version.
pub(super) fn wrong_version(version: Option<u32>) -> Fault {
    let found = version.map_or_else(|| "no schema version".to_owned(), |version| version.to_string());
    Error::new(ErrorCode::SchemaVersion, found, SCHEMA_VERSION.to_string()).at("/schema_version")
}

impl<'de> serde::Deserialize<'de> for TrainingRecord {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        // One reader for the record, whatever the format: through JSON.
        let value = serde_json::Value::deserialize(input)?;
        TrainingRecord::from_json(&value.to_string()).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::TrainingKind;

    fn read(text: &str) -> (TrainingRecord, Vec<Fault>, Vec<UnknownKey>) {
        let mut document = Document::default();
        let facts = document.read(text.as_bytes()).unwrap();
        (TrainingRecord::own(&facts.record), facts.faults, facts.unknown)
    }

    #[test]
    fn any_order_any_space_same_facts() {
        let straight =
            r#"{"schema_version":1,"kind":"Refresher","name":"消防","photos":[{"digest":"a","place":"车间"}]}"#;
        let shuffled = "{ \"photos\" : [ { \"place\" : \"\\u8f66\\u95f4\" , \"digest\":\"a\" } ] ,\n \"name\":\"消防\", \"kind\":\"Refresher\", \"schema_version\" : 1 }";
        let (one, faults, unknown) = read(straight);
        assert!(faults.is_empty() && unknown.is_empty());
        assert_eq!(one.kind, Some(TrainingKind::Refresher));
        assert_eq!(read(shuffled).0, one);
        assert_eq!(TrainingRecord::from_json(&one.to_json().unwrap()).unwrap(), one);
    }

    #[test]
    fn a_fault_takes_its_fact_out_and_says_where() {
        let (record, faults, unknown) = read(
            r#"{"schema_version":1,"kind":"Refresher","date":"2023-02-30","colour":3,
                "photos":[{"digest":"a"},{"digest":"b","taken_at":"2024-01-01 08:00:00+08:00"},{"digest":"c"}],
                "recorder":{"employee_no":5},"level":"company","name":"x","name":"y"}"#,
        );
        assert_eq!(record.date, None);
        assert_eq!(record.photos.iter().map(|photo| photo.digest.as_deref().unwrap()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(record.name, None);
        let found: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
        assert_eq!(
            found,
            [
                ("/date", ErrorCode::DateFormat),
                ("/photos/1/taken_at", ErrorCode::DateFormat),
                ("/recorder/employee_no", ErrorCode::Type),
                ("/level", ErrorCode::UnknownCode),
                ("/name", ErrorCode::DuplicateKey),
            ]
        );
        assert_eq!(unknown, [UnknownKey { path: "/colour".into() }]);
    }

    #[test]
    fn positions_stay_those_of_the_document() {
        let mut document = Document::default();
        let facts = document.read(br#"{"photos":[{"view":"x"},{"digest":"b"}]}"#).unwrap();
        assert_eq!(facts.record.photos[0].index, 1);
    }

    #[test]
    fn an_unreadable_document_says_line_and_column() {
        let mut document = Document::default();
        let error = document.read(b"{\"kind\":\n \"Refresher\",}").unwrap_err();
        assert_eq!(error.code, ErrorCode::Syntax);
        assert!(error.found.contains("line 2, column 14"), "{}", error.found);
        assert_eq!(document.read(b"\xff").unwrap_err().code, ErrorCode::InvalidUtf8);
        let mut small = Document::new(Limits { document: 3, ..Limits::default() });
        assert_eq!(small.read(b"{   }").unwrap_err().code, ErrorCode::Limit);
    }

    #[test]
    fn a_record_is_read_whole_or_not_at_all() {
        assert!(TrainingRecord::from_json(r#"{"schema_version":1,"kind":"Other"}"#).is_ok());
        for (text, code) in [
            (r#"{"kind":"Other"}"#, ErrorCode::SchemaVersion),
            (r#"{"schema_version":2}"#, ErrorCode::SchemaVersion),
            (r#"{"schema_version":"1"}"#, ErrorCode::Type),
            ("[]", ErrorCode::Type),
            ("", ErrorCode::Syntax),
        ] {
            assert_eq!(TrainingRecord::from_json(text).unwrap_err().0[0].code, code, "{text}");
        }
    }

    #[test]
    fn nothing_of_a_person_is_shown() {
        let (_, faults, _) =
            read(r#"{"instructor":{"employee_no":"E10086\u0007"},"participants":[{"person":{"other_kind":"Zhang"}}]}"#);
        assert!(faults.iter().all(|fault| !fault.to_string().contains("E10086")), "{faults:?}");
    }
}
