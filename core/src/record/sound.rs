//! What cannot be true inside one struct: facts in an impossible order, marks above full marks, fields of another
//! kind of training. Each is a fault: the fact is taken out, or with it the item of the list in which it stands.
//!
//! What contradicts itself between structs is no fault but a finding (TM-07). Source: input rules, "order of facts".

use rust_decimal::Decimal;

use super::SCHEMA_VERSION;
use super::fact::{Inspection, Numbers, Path, Value};
use super::field::{Field, Type};
use super::heading::{TrainingRecord, TrainingRecordView};
use super::read::{Facts, wrong_version};
use crate::error::{Error, ErrorCode};
use crate::json::Limits;
use crate::value::{Stamp, compare_decimals, date_text, decimal_text, stamp_text, time_text};

const RECORD: &Field = &Field::new("record", Type::Object(&TrainingRecord::SHAPE), "", "I.1.a");

/// Most minutes that a session of one day can last.
const DAY: u32 = 24 * 60;

impl Facts<'_> {
    /// Looks at the facts together and takes out what cannot be true; the faults are added to those of the reader.
    /// `numbers` is the form that the policy gives employee numbers.
    pub fn inspect(&mut self, as_of: Stamp, limits: Limits, numbers: Numbers<'_>) {
        let mut inspection = Inspection::new(as_of, self.seen.is_none(), limits, numbers);
        if !self.is_known_sound(as_of, numbers) {
            TrainingRecord::inspect(&mut self.record, RECORD, Path::ROOT, &mut inspection);
        }
        head(&mut self.record, &mut inspection, &self.faults);
        variants(&mut self.record, &mut inspection);
        order(&mut self.record, &mut inspection);
        marks(&mut self.record, &mut inspection);
        self.faults.append(&mut inspection.faults);
    }

    /// Whether what the reader saw says that a look at every value would find nothing.
    fn is_known_sound(&self, as_of: Stamp, numbers: Numbers<'_>) -> bool {
        self.seen
            .is_some_and(|seen| matches!(numbers, Numbers::Usual) && !seen.unusual_number && seen.latest <= Some(as_of))
    }
}

/// Schema version, kind, times.
fn head(record: &mut TrainingRecordView<'_>, to: &mut Inspection<'_>, read: &[Error]) {
    let unread = |path: &str| read.iter().all(|fault| fault.path != path);
    if record.schema_version != Some(SCHEMA_VERSION) && unread("/schema_version") {
        to.faults.push(wrong_version(record.schema_version));
    }
    if record.kind.is_none() && unread("/kind") {
        to.fault(Error::new(ErrorCode::Missing, "no kind", "the kind of training"), Path::ROOT.key("kind"));
    }
    if let Some((from, to_time)) = record.time.as_ref().and_then(|time| Some((time.from?, time.to?))) {
        if from == to_time {
            let error = Error::new(ErrorCode::DateOrder, time_text(to_time), "a time other than the start");
            to.fault(error, Path::ROOT.key("time"));
            record.time = None;
        }
    }
    if let Some(minutes) = record.duration_minutes.filter(|minutes| *minutes > DAY) {
        let error = Error::new(ErrorCode::Range, minutes.to_string(), "at most 1440 minutes for a session of one day");
        to.fault(error, Path::ROOT.key("duration_minutes"));
        record.duration_minutes = None;
    }
}

/// Fields that belong to other kinds of training.
fn variants(record: &mut TrainingRecordView<'_>, to: &mut Inspection<'_>) {
    let Some(kind) = record.kind else { return };
    let mut check = |name: &'static str, is_present: bool| {
        if !is_present {
            return false;
        }
        let of = TrainingRecord::SHAPE.field(name).map_or(&[][..], |field| field.kinds);
        let is_foreign = !of.contains(&kind);
        if is_foreign {
            let kinds = of.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
            let error = Error::new(ErrorCode::OtherVariant, format!("kind {}", kind.code()), format!("kind {kinds}"));
            to.fault(error, Path::ROOT.key(name));
        }
        is_foreign
    };
    macro_rules! take_out {
        ($($field:ident)*) => { $(if check(stringify!($field), record.$field.is_some()) { record.$field = None; })* };
    }
    take_out! {
        stage operation operation_name management four_new four_new_item in_use_from emergency activity other_name
        other_basis
    }
}

/// Takes a stamp out that lies before another of the same struct.
fn later(value: &mut Option<Stamp>, than: Option<Stamp>, path: Path<'_>, to: &mut Inspection<'_>) {
    if let (Some(stamp), Some(first)) = (*value, than) {
        if stamp < first {
            let expected = format!("not before {}", stamp_text(first));
            to.fault(Error::new(ErrorCode::DateOrder, stamp_text(stamp), expected), path);
            *value = None;
        }
    }
}

/// Whether a stamp is not before another; notes the fault where it is, for items that then are taken out whole.
fn in_order(value: Option<Stamp>, than: Option<Stamp>, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
    let mut value = value;
    let before = value.is_some();
    later(&mut value, than, path, to);
    value.is_some() == before
}

fn order(record: &mut TrainingRecordView<'_>, to: &mut Inspection<'_>) {
    let root = Path::ROOT;
    if let Some(item) = &mut record.plan_item {
        if let (Some(from), Some(last)) = (item.in_force_from, item.in_force_to) {
            if last < from {
                let expected = format!("not before {}", date_text(from));
                let error = Error::new(ErrorCode::DateOrder, date_text(last), expected);
                to.fault(error, root.key("plan_item").key("in_force_to"));
                item.in_force_to = None;
            }
        }
    }
    if let Some(log) = &mut record.supervision {
        later(&mut log.left_at, log.arrived_at, root.key("supervision").key("left_at"), to);
    }
    let list = root.key("deviations");
    record
        .deviations
        .retain(|one| in_order(one.corrected_at, one.found_at, list.item(one.index).key("corrected_at"), to));
    let list = root.key("videos");
    record.videos.retain(|one| in_order(one.to, one.from, list.item(one.index).key("to"), to));
    let list = root.key("certificates");
    record.certificates.retain(|one| match (one.issued_on, one.expires_on) {
        (Some(issued), Some(expires)) if expires < issued => {
            let expected = format!("not before {}", date_text(issued));
            let error = Error::new(ErrorCode::DateOrder, date_text(expires), expected);
            to.fault(error, list.item(one.index).key("expires_on"));
            false
        }
        _ => true,
    });
    if let Some(drill) = record.documents.as_mut().and_then(|documents| documents.drill.as_mut()) {
        let (documents, start) = (root.key("documents"), drill.started_at);
        let path = documents.key("drill");
        later(&mut drill.ended_at, start, path.key("ended_at"), to);
        let list = path.key("groups");
        drill.groups.retain(|one| in_order(one.arrived_at, start, list.item(one.index).key("arrived_at"), to));
    }
    if let Some(package) = &mut record.package {
        later(&mut package.received_at, package.handed_at, root.key("package").key("received_at"), to);
    }
    if let Some(review) = &mut record.review {
        let path = root.key("review");
        let list = path.key("returns");
        review.returns.retain(|one| {
            let before = one.resubmitted_at.or(one.returned_at);
            in_order(one.resubmitted_at, one.returned_at, list.item(one.index).key("resubmitted_at"), to)
                && in_order(one.received_at, before, list.item(one.index).key("received_at"), to)
        });
        let last = review.returns.last().and_then(|one| one.received_at.or(one.resubmitted_at).or(one.returned_at));
        later(&mut review.reviewed_at, last, path.key("reviewed_at"), to);
    }
    let list = root.key("holds");
    record.holds.retain(|one| in_order(one.lifted_at, one.placed_at, list.item(one.index).key("lifted_at"), to));
    if let Some(archive) = &mut record.archive {
        later(&mut archive.archived_at, archive.numbered_at, root.key("archive").key("archived_at"), to);
    }
}

/// Marks above full marks, resolutions of zero, pages with a number and without one.
fn marks(record: &mut TrainingRecordView<'_>, to: &mut Inspection<'_>) {
    let root = Path::ROOT;
    let mut within = |score: Option<Decimal>, full: Option<Decimal>, path: Path<'_>| match (score, full) {
        (Some(score), Some(full)) if compare_decimals(score, full).is_gt() => {
            let expected = format!("at most the full marks, {}", decimal_text(full));
            to.fault(Error::new(ErrorCode::Range, decimal_text(score), expected), path);
            false
        }
        _ => true,
    };
    if let Some(assessment) = &mut record.assessment {
        let path = root.key("assessment");
        let full = assessment.theory.as_ref().and_then(|theory| theory.full_marks);
        let list = path.key("results");
        assessment.results.retain(|one| within(one.theory_score, full, list.item(one.index).key("theory_score")));
        let list = path.key("practicals");
        assessment.practicals.retain(|one| within(one.score, one.full_marks, list.item(one.index).key("score")));
    }
    if let Some(pdf) = &mut record.pdf {
        let path = root.key("pdf");
        let list = path.key("pages");
        pdf.pages.retain(|one| {
            let zero = [(one.dpi_x, "dpi_x"), (one.dpi_y, "dpi_y")].into_iter().find(|(dpi, _)| *dpi == Some(0));
            if let Some((_, name)) = zero {
                to.fault(Error::new(ErrorCode::Range, "0", "a resolution above 0"), list.item(one.index).key(name));
            }
            let is_twofold = one.numbered == Some(false) && one.number.is_some();
            if is_twofold {
                let error = Error::new(ErrorCode::Range, "a number on a page that has none", "one or the other");
                to.fault(error, list.item(one.index).key("number"));
            }
            zero.is_none() && !is_twofold
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;
    use crate::value::parse_stamp;

    fn faults(text: &str) -> Vec<(String, ErrorCode)> {
        let mut document = Document::default();
        let mut facts = document.read(text.as_bytes()).unwrap();
        facts.inspect(
            parse_stamp("2024-10-01T00:00:00+08:00").unwrap(),
            Limits::default(),
            Numbers::Pattern(&regex::Regex::new("^.{1,8}$").unwrap()),
        );
        facts.faults.into_iter().map(|fault| (fault.path, fault.code)).collect()
    }

    fn only(body: &str) -> Vec<(String, ErrorCode)> {
        faults(&format!(r#"{{"schema_version":1,"kind":"Refresher",{body}}}"#))
    }

    #[test]
    fn the_head_is_needed() {
        assert_eq!(
            faults("{}"),
            [("/schema_version".into(), ErrorCode::SchemaVersion), ("/kind".into(), ErrorCode::Missing)]
        );
        // A kind that could not be read is one fault, not two.
        assert_eq!(faults(r#"{"schema_version":1,"kind":"refresher"}"#), [("/kind".into(), ErrorCode::UnknownCode)]);
    }

    #[test]
    fn impossible_orders_inside_one_struct() {
        for (body, path) in [
            (r#""time":{"from":"09:00","to":"09:00"}"#, "/time"),
            (r#""plan_item":{"in_force_from":"2024-02-01","in_force_to":"2024-01-31"}"#, "/plan_item/in_force_to"),
            (r#""videos":[{},{"from":"2024-09-01T09:00:00+08:00","to":"2024-09-01T08:59:59+08:00"}]"#, "/videos/1/to"),
            (
                r#""package":{"handed_at":"2024-09-02T09:00:00+08:00","received_at":"2024-09-02T08:00:00+08:00"}"#,
                "/package/received_at",
            ),
            (
                r#""review":{"returns":[{"returned_at":"2024-09-02T09:00:00+08:00","resubmitted_at":"2024-09-01T09:00:00+08:00"}]}"#,
                "/review/returns/0/resubmitted_at",
            ),
            (r#""certificates":[{"issued_on":"2024-01-02","expires_on":"2024-01-01"}]"#, "/certificates/0/expires_on"),
            (
                r#""documents":{"drill":{"started_at":"2024-09-01T09:00:00+08:00","groups":[{"arrived_at":"2024-09-01T08:00:00+08:00"}]}}"#,
                "/documents/drill/groups/0/arrived_at",
            ),
        ] {
            assert_eq!(only(body), [(path.to_owned(), ErrorCode::DateOrder)], "{body}");
        }
    }

    #[test]
    fn the_future_marks_variants_and_numbers() {
        assert_eq!(
            only(r#""photos":[{"taken_at":"2024-10-01T00:00:00+08:00"},{"taken_at":"2024-10-01T00:00:01+08:00"}]"#),
            [("/photos/1/taken_at".into(), ErrorCode::FutureDate)]
        );
        assert_eq!(
            only(
                r#""assessment":{"theory":{"full_marks":100},"results":[{"theory_score":100},{"theory_score":"100.5"}]}"#
            ),
            [("/assessment/results/1/theory_score".into(), ErrorCode::Range)]
        );
        assert_eq!(only(r#""stage":"Review""#), [("/stage".into(), ErrorCode::OtherVariant)]);
        assert_eq!(only(r#""duration_minutes":1441"#), [("/duration_minutes".into(), ErrorCode::Range)]);
        assert_eq!(only(r#""pdf":{"pages":[{"dpi_x":0}]}"#), [("/pdf/pages/0/dpi_x".into(), ErrorCode::Range)]);
        assert_eq!(
            only(r#""pdf":{"pages":[{"numbered":true,"number":1},{"numbered":false,"number":2}]}"#),
            [("/pdf/pages/1/number".into(), ErrorCode::Range)]
        );
        assert_eq!(
            only(r#""participants":[{"person":{"employee_no":"E10086"}},{"person":{"employee_no":"E100861234"}}]"#),
            [("/participants/1/person/employee_no".into(), ErrorCode::BadEmployeeNo)]
        );
    }

    #[test]
    fn a_record_built_by_a_program_is_looked_at_like_one_that_was_read() {
        let mut record = TrainingRecord::from_json(r#"{"schema_version":1,"kind":"Refresher"}"#).unwrap();
        record.name = Some("a\u{1}b".into());
        record.place = Some("安".repeat(257));
        let mut facts = record.facts();
        facts.inspect(parse_stamp("2024-10-01T00:00:00+08:00").unwrap(), Limits::default(), Numbers::Usual);
        let found: Vec<_> = facts.faults.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
        assert_eq!(found, [("/name", ErrorCode::ControlCharacter), ("/place", ErrorCode::Limit)]);
        assert!(facts.record.name.is_none() && facts.record.place.is_none());
    }
}
