//! What goes out: a table of verdicts (one row a record), of findings, and of faults.

use std::collections::HashMap;
use std::marker::PhantomData;

use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema, SchemaRef};

use super::said;
use super::table::{Codes, Count, Flag, Kind, Line, Rows, Text, Time, table};
use crate::check::Review;
use crate::error::{Fault, Result};
use crate::register::{Entry, Failed, NotYet};

table! {
    /// The verdicts: one row a record.
    Verdicts VerdictRow {
        line: Line "Line of the record in the register, from 1.";
        status: Text "judged, failed (could not be judged, never compliant) or not_yet (the session ends after as_of).";
        record: Text "The host's id of the record, without it the number.";
        number: Text "Record number as written.";
        kind: Text "Kind of training.";
        department: Text "Department of the record.";
        session_end: Time "End of the session.";
        policy: Text "Label of the policy version that judged.";
        passes: Flag "Whether it passes; false for what could not be judged, null where the session has not ended.";
        validity: Text "Whether the proofs stand: a code of Validity.";
        completeness: Text "Whether elements and musts stand: a code of Completeness.";
        grade: Text "Grade of the worst defect.";
        findings: Count "How many findings.";
        faults: Count "How many facts were left out, or stand against judging it.";
        not_assessed: Codes "Codes of the rules that could not be judged, each once.";
        error: Text "Code of the first fault of a record that could not be judged.";
        error_path: Text "JSON pointer of that fault.";
    }
}

table! {
    /// The findings: one row each, in the order of records, catalogue and document.
    Findings FindingRow {
        line: Line "Line of the record in the register, from 1.";
        record: Text "The host's id of the record, without it the number.";
        number: Text "Record number as written.";
        id: Text "Identity of the finding, the same in every run and language.";
        code: Text "Code of the rule.";
        severity: Text "How it weighs: E, W or I.";
        grade: Text "Grade of the defect.";
        suspected: Flag "Whether the grade is only suspected until somebody confirms it.";
        explained: Flag "Whether an explanation on the record answers it.";
        facet: Text "Facet in which it was found.";
        subject: Text "The person whom it is about, masked unless the context reveals.";
        path: Text "JSON pointer in the record.";
        observed: Text "What was observed.";
        expected: Text "What was expected.";
        remedy: Text "What mends it.";
        due: Time "By when.";
        due_by: Text "What set the due.";
    }
}

table! {
    /// The faults: facts that were left out, and what stands against judging a record.
    FaultTable FaultRow {
        line: Line "Line of the record in the register, from 1.";
        path: Text "JSON pointer in the record.";
        code: Text "Code of the error.";
        found: Text "What was found, with nothing of a person.";
        expected: Text "What was expected.";
    }
}

/// What became of some records, as tables that are joined by `line`.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgements {
    /// One row a record.
    pub verdicts: RecordBatch,
    /// One row a finding.
    pub findings: RecordBatch,
    /// One row a fault.
    pub faults: RecordBatch,
}

impl Judgements {
    /// The schema of the verdicts.
    #[must_use]
    pub fn verdicts_schema() -> SchemaRef {
        Verdicts::schema()
    }

    /// The schema of the findings.
    #[must_use]
    pub fn findings_schema() -> SchemaRef {
        Findings::schema()
    }

    /// The schema of the faults.
    #[must_use]
    pub fn faults_schema() -> SchemaRef {
        FaultTable::schema()
    }
}

/// The tables on their way.
pub struct Tables {
    verdicts: Verdicts,
    findings: Findings,
    faults: FaultTable,
}

impl Default for Tables {
    fn default() -> Self {
        Tables::new()
    }
}

impl Tables {
    /// Tables without a row.
    #[must_use]
    pub fn new() -> Self {
        Tables { verdicts: Verdicts::new(), findings: Findings::new(), faults: FaultTable::new() }
    }

    /// Adds what became of a record, wherever it came from.
    pub fn push(&mut self, entry: &Entry) {
        match entry {
            Entry::Judged(judged) => self.judged(judged.line, &judged.review),
            Entry::Failed(failed) => self.failed(failed),
            Entry::NotYet(not_yet) => self.not_yet(not_yet),
            Entry::Blank => {}
        }
    }

    fn judged(&mut self, line: u64, review: &Review) {
        let mut not_assessed: Vec<&'static str> = Vec::with_capacity(review.not_assessed.len());
        for one in &review.not_assessed {
            if !not_assessed.contains(&one.code) {
                not_assessed.push(one.code);
            }
        }
        self.verdicts.push(VerdictRow {
            line,
            status: Some("judged"),
            record: Some(&review.record),
            number: review.number.as_deref(),
            kind: review.kind.map(|kind| kind.code()),
            department: review.department.as_deref(),
            session_end: review.session_end,
            policy: Some(&review.policy),
            passes: Some(review.passes),
            validity: Some(review.validity.code()),
            completeness: Some(review.completeness.code()),
            grade: review.grade.map(|grade| grade.code()),
            findings: Some(count(review.findings.len())),
            faults: Some(count(review.faults.len())),
            not_assessed: Some(not_assessed),
            ..VerdictRow::default()
        });
        for finding in &review.findings {
            self.findings.push(FindingRow {
                line,
                record: Some(&review.record),
                number: review.number.as_deref(),
                id: Some(&finding.id),
                code: Some(finding.code),
                severity: Some(finding.severity.code()),
                grade: finding.grade.map(|grade| grade.code()),
                suspected: Some(finding.suspected),
                explained: Some(finding.explained),
                facet: finding.facet.map(|facet| facet.code()),
                subject: finding.subject.as_deref(),
                path: Some(&finding.path),
                observed: Some(&finding.observed),
                expected: Some(&finding.expected),
                remedy: finding.remedy.map(|remedy| remedy.code()),
                due: finding.due,
                due_by: finding.due_by.map(|by| by.code()),
                ..FindingRow::default()
            });
        }
        self.faults_of(line, &review.faults);
    }

    fn failed(&mut self, failed: &Failed) {
        let first = failed.faults.0.first();
        self.verdicts.push(VerdictRow {
            line: failed.line,
            status: Some("failed"),
            passes: Some(false),
            faults: Some(count(failed.faults.0.len())),
            error: first.map(|fault| fault.code.info().name),
            error_path: first.map(|fault| fault.path.as_str()),
            ..VerdictRow::default()
        });
        self.faults_of(failed.line, &failed.faults.0);
    }

    fn not_yet(&mut self, entry: &NotYet) {
        self.verdicts.push(VerdictRow {
            line: entry.line,
            status: Some("not_yet"),
            record: Some(&entry.record),
            session_end: entry.session_end,
            ..VerdictRow::default()
        });
    }

    fn faults_of(&mut self, line: u64, faults: &[Fault]) {
        for fault in faults {
            self.faults.push(FaultRow {
                line,
                path: Some(&fault.path),
                code: Some(fault.code.info().name),
                found: Some(&fault.found),
                expected: Some(&fault.expected),
                ..FaultRow::default()
            });
        }
    }

    /// The tables; what was built is empty again.
    ///
    /// # Errors
    /// None that a row can cause.
    pub fn finish(&mut self) -> Result<Judgements> {
        Ok(Judgements {
            verdicts: self.verdicts.finish()?,
            findings: self.findings.finish()?,
            faults: self.faults.finish()?,
        })
    }
}

/// A count of things in one record, which the limits of size keep small.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
