//! The stream: one line after the other, merged at the end.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::binding::Binding;
use super::entry::{Entry, Failed, Judged, NotYet};
use super::listed::{Due, FailedLine, LISTED, MayStart, WorstRecord};
use super::missing::is_mendable;
use super::receipt::LineKeys;
use super::shared::{KEY_BYTES, Key};
use super::summary::Totals;
use super::supervision::Watched;
use super::top::Top;
use crate::check::{Context, Mark, Review, future_session, is_in_head};
use crate::error::{Error, ErrorCode, Faults, Result};
use crate::json::{canonical, digest};
use crate::numbering::{NumberParts, NumberTally};
use crate::quality::{Membership, Rectification, Tally, Verification, VerificationResult, sum};
use crate::record::{Document, Facts, SCHEMA_VERSION};
use crate::rule::{self, Grade, finding_tag};
use crate::runs::{Sorted, Spilling};
use crate::value::{local_date, stated};

/// What is supplied beside a register. An absent list leaves the figures that need it undefined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inputs {
    /// Verifications of sampled records.
    pub verifications: Option<Vec<Verification>>,
    /// Rectifications of defects.
    pub rectifications: Option<Vec<Rectification>>,
    /// Record numbers that were voided: they explain gaps.
    pub voids: Vec<String>,
    /// Record numbers of destroyed records (销毁留存信息): they explain gaps, and nobody else may bear them.
    pub tombstones: Vec<String>,
    /// Whether people, images and packages are compared between the records (SG-12, PH-05, RV-08). It takes 45 bytes for each
    /// person who was there, each image and each package: in memory, or in the spill of [`Register::with_spill`].
    pub compare_records: bool,
    /// Whether the summary carries a receipt: what was judged, by what. It takes 40 bytes for each line, in memory or in the spill.
    pub receipt: bool,
}

/// Items that match and items verified, by record.
pub(super) type Verified = HashMap<String, (u32, u32)>;

/// The verifications by record.
fn by_record(list: &[Verification]) -> Verified {
    let mut verified = Verified::new();
    for one in list {
        let count = verified.entry(one.record.trim().to_owned()).or_default();
        count.0 += u32::from(one.result == VerificationResult::Match);
        count.1 += 1;
    }
    verified
}

/// A register on its way.
#[derive(Debug)]
pub struct Register {
    pub(super) context: Arc<Context>,
    /// Room for reading the lines of a block.
    pub(super) documents: Vec<Document>,
    pub(super) verified: Option<Verified>,
    /// Records with verifications that were judged.
    pub(super) met: HashSet<String>,
    pub(super) has_rectifications: bool,
    /// Whether voids or rectifications are counted in: that is done once.
    pub(super) has_counted_inputs: bool,
    /// Digest of what is counted once, where it is counted in.
    pub(super) counted: Option<String>,
    /// The lines for the receipt; `None` where none is asked for.
    pub(super) lines: Option<LineKeys>,
    /// What a state is bound to, made when it is first asked for.
    pub(super) binding: Arc<OnceLock<Binding>>,
    pub(super) totals: Totals,
    pub(super) codes: BTreeMap<&'static str, (u64, u64)>,
    pub(super) tally: Tally,
    /// Supervision of high-risk sessions, by month.
    pub(super) watched: BTreeMap<String, Watched>,
    pub(super) numbers: NumberTally,
    /// What records may share; `None` where they are not compared.
    pub(super) keys: Option<Sorted<KEY_BYTES>>,
    /// Room for the marks of one record.
    pub(super) marks: Vec<Mark>,
    pub(super) spilling: Option<Spilling>,
    pub(super) worst: Top<WorstRecord>,
    pub(super) due: Top<Due>,
    pub(super) may_start: Top<MayStart>,
    pub(super) failed: Top<FailedLine>,
}

impl Register {
    /// A register with nothing in it yet.
    ///
    /// # Errors
    /// The number of a void or a tombstone that is malformed, with its pointer.
    pub fn new(context: Arc<Context>, inputs: &Inputs) -> Result<Self> {
        let verified = inputs.verifications.as_deref().map(by_record);
        let mut register = Register::empty(context, verified, inputs.rectifications.is_some());
        for (at, void) in inputs.voids.iter().enumerate() {
            let parts = NumberParts::parse(void).map_err(|error| error.at(format!("/voids/{at}")))?;
            register.numbers.add_void(&parts)?;
        }
        for (at, destroyed) in inputs.tombstones.iter().enumerate() {
            let parts = NumberParts::parse(destroyed).map_err(|error| error.at(format!("/tombstones/{at}")))?;
            register.numbers.add(&parts, TOMBSTONE, [0; 8])?;
        }
        register.keys = inputs.compare_records.then(Sorted::default);
        register.lines = inputs.receipt.then(Sorted::default);
        let as_of = register.context.as_of();
        register.has_counted_inputs = !(inputs.voids.is_empty() && inputs.tombstones.is_empty())
            || inputs.rectifications.as_ref().is_some_and(|list| !list.is_empty());
        if register.has_counted_inputs && inputs.receipt {
            let counted = (&inputs.voids, &inputs.tombstones, &inputs.rectifications);
            register.counted = Some(digest(&canonical(&counted)?));
        }
        let mut seen = HashSet::new();
        for (at, one) in inputs.rectifications.iter().flatten().enumerate() {
            if !seen.insert(one.id.trim()) {
                let error = Error::new(ErrorCode::DuplicateId, "an id twice", "each rectification once");
                return Err(error.at(format!("/rectifications/{at}/id")));
            }
            register.tally.add_rectification(one, as_of);
        }
        Ok(register)
    }

    /// The register with a place for what memory is not to hold: beyond the memory of `spilling` numbers and keys go there in
    /// sorted runs. Parts share it. To be said before the first line.
    ///
    /// A spill that fails is told at the end, by [`finish`](Self::finish) and [`state`](Self::state).
    #[must_use]
    pub fn with_spill(mut self, spilling: Spilling) -> Register {
        self.spill(spilling);
        self
    }

    /// As [`with_spill`](Self::with_spill), for a register that is held elsewhere.
    pub fn spill(&mut self, spilling: Spilling) {
        self.numbers.spill(spilling.part(NUMBERS_SHARE));
        if let Some(keys) = &mut self.keys {
            keys.spill(spilling.clone());
        }
        if let Some(lines) = &mut self.lines {
            lines.spill(spilling.part(LINES_SHARE));
        }
        self.spilling = Some(spilling);
    }

    /// Another register with the same context and inputs for a further thread or part: what is counted once (voids,
    /// tombstones, rectifications) stays with the first.
    #[must_use]
    pub fn part(&self) -> Register {
        let part = Register::empty(Arc::clone(&self.context), self.verified.clone(), self.has_rectifications);
        Register {
            binding: Arc::clone(&self.binding),
            numbers: self.numbers.part(),
            keys: self.keys.as_ref().map(Sorted::part),
            lines: self.lines.as_ref().map(Sorted::part),
            spilling: self.spilling.clone(),
            ..part
        }
    }

    fn empty(context: Arc<Context>, verified: Option<Verified>, has_rectifications: bool) -> Self {
        Register {
            documents: Vec::new(),
            context,
            verified,
            met: HashSet::new(),
            has_rectifications,
            has_counted_inputs: false,
            counted: None,
            lines: None,
            binding: Arc::new(OnceLock::new()),
            totals: Totals::default(),
            codes: BTreeMap::new(),
            tally: Tally::new(),
            watched: BTreeMap::new(),
            numbers: NumberTally::new(),
            keys: None,
            marks: Vec::new(),
            spilling: None,
            worst: Top::new(LISTED),
            due: Top::new(LISTED),
            may_start: Top::new(LISTED),
            failed: Top::new(LISTED),
        }
    }

    /// Whether a list of verifications was supplied.
    pub(super) fn has_verifications(&self) -> bool {
        self.verified.is_some()
    }

    /// The context.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Counts a record that could not be judged.
    pub(super) fn unjudged(&mut self, line: u64, facts: &Facts<'_>, faults: Faults) -> Entry {
        self.used(facts);
        self.failed(line, faults)
    }

    /// Counts a record of a session that has not ended.
    pub(super) fn not_yet(&mut self, line: u64, facts: &Facts<'_>) -> Entry {
        self.totals.not_yet += 1;
        self.used(facts);
        let record = facts.record.identity().to_owned();
        Entry::NotYet(NotYet { line, record, session_end: facts.record.session_end() })
    }

    /// Counts a record that was judged.
    pub(super) fn reviewed(&mut self, line: u64, facts: &Facts<'_>, review: Review) -> Entry {
        self.keep(line, &review);
        self.watch(line, &review, &facts.record);
        let verified = self.verified(facts.record.identity());
        let membership = Membership::of(&review, &facts.record, &self.context, verified);
        self.judged(line, review, membership)
    }

    /// A number on a record that could not be judged is used all the same: it leaves no gap.
    fn used(&mut self, facts: &Facts<'_>) {
        if let Some(parts) = stated(facts.record.number).and_then(|number| NumberParts::parse(number).ok()) {
            let _ = self.numbers.add_void(&parts);
        }
    }

    /// The verifications of a record; each list counts for the record that is met, and is noted as met.
    fn verified(&mut self, record: &str) -> Option<(u32, u32)> {
        let found = self.verified.as_ref()?.get(record).copied()?;
        self.met.insert(record.to_owned());
        Some(found)
    }

    /// Verified items whose record was not judged: they count in no rate, and are said.
    pub(super) fn unmatched_verifications(&self) -> u64 {
        let verified = self.verified.iter().flatten();
        verified.filter(|(record, _)| !self.met.contains(*record)).map(|(_, (_, items))| u64::from(*items)).sum()
    }

    /// Counts a line that could not be read or judged.
    pub(super) fn failed(&mut self, line: u64, faults: Faults) -> Entry {
        self.totals.failed += 1;
        if self.failed.would_keep(|last| line <= last.line) {
            self.failed.add(FailedLine::of(line, &faults));
        }
        Entry::Failed(Failed { line, faults })
    }

    fn judged(&mut self, line: u64, review: Review, membership: Membership) -> Entry {
        self.totals.add(&review);
        self.tally.add(&membership);
        let mut last = "";
        for finding in &review.findings {
            let count = self.codes.entry(finding.code).or_default();
            count.0 += 1;
            // Findings of one code stand together, so that a new code is a new record.
            count.1 += u64::from(finding.code != last);
            last = finding.code;
        }
        self.number(line, &review);
        self.list(line, &review);
        Entry::Judged(Box::new(Judged { line, review, membership }))
    }

    /// Keeps what the record may share with others.
    fn keep(&mut self, line: u64, review: &Review) {
        let Some(keys) = &mut self.keys else { return };
        let ordinal = Ordinal::at(line, review);
        self.marks.iter().for_each(|mark| keys.push(Key::of(mark, &review.record, ordinal).to_bytes()));
    }

    /// Notes the number: packed, with the line, whether the record passes, and the identity of a finding NB-04 on it.
    fn number(&mut self, line: u64, review: &Review) {
        let Some(parts) = review.number.as_deref().and_then(|number| NumberParts::parse(number).ok()) else { return };
        let tag = finding_tag(&review.record, rule::NB_04.code, "/number", 0);
        let ordinal = Ordinal::at(line, review).packed();
        // Only a number that is malformed cannot be packed, and this one was parsed.
        let _ = self.numbers.add(&parts, ordinal, tag);
    }

    fn list(&mut self, line: u64, review: &Review) {
        if let Some(rank) = WorstRecord::rank_of(line, review) {
            if self.worst.would_keep(|last| rank <= last.rank()) {
                self.worst.add(WorstRecord::of(line, review));
            }
        }
        let as_of = self.context.as_of();
        for (due, step) in Due::steps(review, as_of) {
            if self.due.would_keep(|last| due <= last.due) {
                self.due.add(Due::of(line, review, due, step));
            }
        }
        let today = local_date(as_of);
        if let Some(start) = review.retention.destruction_start.filter(|start| *start <= today) {
            self.totals.may_start_destruction += 1;
            if self.may_start.would_keep(|last| start <= last.from) {
                self.may_start.add(MayStart::of(line, review, start));
            }
        }
    }

    /// Adds another part of the register. Parts merge in any order. On an error nothing is added, and the other is gone.
    ///
    /// # Errors
    /// [`ErrorCode::StateMismatch`] with the place of the first difference for a register of another context or other inputs,
    /// and for one that counts voids, tombstones and rectifications where they are counted here already: as
    /// [`merge_state`](Self::merge_state) does.
    pub fn merge(&mut self, other: Register) -> Result<()> {
        self.admits(&other)?;
        self.add(other);
        Ok(())
    }

    /// Adds a part that was looked at.
    pub(super) fn add(&mut self, other: Register) {
        self.totals.merge(&other.totals);
        for (code, (findings, records)) in other.codes {
            let count = self.codes.entry(code).or_default();
            *count = (sum(count.0, findings), sum(count.1, records));
        }
        self.has_counted_inputs |= other.has_counted_inputs;
        self.counted = self.counted.take().or(other.counted);
        self.tally.merge(other.tally);
        self.merge_watched(other.watched);
        self.met.extend(other.met);
        self.numbers.merge(other.numbers);
        if let (Some(keys), Some(theirs)) = (&mut self.keys, other.keys) {
            keys.merge(theirs);
        }
        if let (Some(lines), Some(theirs)) = (&mut self.lines, other.lines) {
            lines.merge(theirs);
        }
        self.worst.merge(other.worst);
        self.due.merge(other.due);
        self.may_start.merge(other.may_start);
        self.failed.merge(other.failed);
    }
}

/// The place of a tombstone: no line is there.
pub(super) const TOMBSTONE: u64 = u64::MAX;

/// Numbers get this part of the memory before a spill.
const NUMBERS_SHARE: usize = 4;

/// The lines of the receipt get this part of it.
const LINES_SHARE: usize = 4;

/// Whether a record whose head is sound speaks of a session that ends after `as_of`: no error in a register, whatever else is
/// wrong with it (C-47). A planned session without times has not been held either.
pub(super) fn is_not_yet(facts: &Facts<'_>, context: &Context) -> bool {
    let record = &facts.record;
    let has_head = record.schema_version == Some(SCHEMA_VERSION) && record.kind.is_some();
    if !has_head || facts.faults.iter().any(is_in_head) {
        return false;
    }
    match record.session_end() {
        Some(end) => end > context.as_of(),
        None => record.is_planned() || future_session(record, context.as_of()).is_some(),
    }
}

/// What the register keeps of a record beside its number: enough to correct the counts when the number is borne twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ordinal {
    pub(super) line: u64,
    pub(super) passes: bool,
    /// Whether supplying and correcting alone would make it pass.
    pub(super) mendable: bool,
    pub(super) grade: Option<Grade>,
}

impl Ordinal {
    /// Of a record on a line.
    pub(super) fn at(line: u64, review: &Review) -> Self {
        Ordinal { line, passes: review.passes, mendable: is_mendable(review), grade: review.grade }
    }

    /// The line above four bits.
    pub(super) fn packed(self) -> u64 {
        let grade = match self.grade {
            None => 0,
            Some(Grade::Minor) => 1,
            Some(Grade::General) => 2,
            Some(Grade::Severe) => 3,
        };
        self.line << 4 | u64::from(self.mendable) << 3 | grade << 1 | u64::from(self.passes)
    }

    /// Unpacked again.
    pub(super) fn of(packed: u64) -> Self {
        let grade = match packed >> 1 & 3 {
            0 => None,
            1 => Some(Grade::Minor),
            2 => Some(Grade::General),
            _ => Some(Grade::Severe),
        };
        Ordinal { line: packed >> 4, passes: packed & 1 == 1, mendable: packed >> 3 & 1 == 1, grade }
    }
}
