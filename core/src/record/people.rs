//! People on a record: participants, signatures.

use super::declare::facts;
use super::heading::TrainingRecordView;
use crate::org::{Organisation, PersonKeyRef, Place, Someone};
use crate::value::{Stamp, stated, trimmed};
use crate::vocab::{PersonKind, ScanResult, SignatureKind};

facts! {
    /// Somebody: an employee by number, other people by the host's key.
    PersonRef PersonRefView {
        /// Employee number (工号).
        employee_no: Option<String>, "III.2.1.b", employee_no;
        /// Kind of a person without an employee number (人员类别).
        other_kind: Option<PersonKind>, "IV.1.1.b";
        /// The host's key of such a person.
        other_key: Option<String>, "IV.1.1.b", personal;
        /// Name (姓名).
        name: Option<String>, "III.2.1.b", personal;
    }

    /// A participant (参训人员).
    Participant ParticipantView {
        /// Who.
        person: Option<PersonRef>, "IV.1.1.b";
        /// Code of the department on the day (所属部门).
        department: Option<String>, "IV.1.1.b";
        /// Post on the day (岗位).
        post: Option<String>, "III.6.1.b";
        /// Whether the person held a special-operation post or certificate on the day (特种作业人员).
        special_operation: Option<bool>, "III.6.1.b";
        /// Why a planned participant was absent (缺席原因).
        absence_reason: Option<String>, "III.3.2.b", long, personal;
    }

    /// A signature (签字).
    Signature SignatureView {
        /// Handwritten or electronic.
        kind: Option<SignatureKind>, "III.2.1.b";
        /// Digest of the image of a handwritten signature.
        digest: Option<String>, "III.2.1.b";
        /// When it was given.
        at: Option<Stamp>, "III.2.1.b", past;
        /// Scan of an electronic signature.
        scan: Option<Scan>, "III.2.1.e";
    }

    /// A scan (扫码).
    Scan ScanView {
        /// Result of its check.
        result: Option<ScanResult>, "III.2.1.e";
        /// Device that scanned.
        device: Option<String>, "III.2.1.e", personal;
        /// When.
        at: Option<Stamp>, "III.2.1.e", past;
    }
}

impl<'a> PersonRefView<'a> {
    /// Who it is, where the record says so by number or key.
    #[must_use]
    #[inline]
    pub fn key(&self) -> Option<PersonKeyRef<'a>> {
        if let Some(number) = stated(self.employee_no) {
            return Some(PersonKeyRef::Employee(trimmed(number)));
        }
        let kind = self.other_kind?;
        stated(self.other_key).map(|key| PersonKeyRef::Other { kind, key: trimmed(key) })
    }

    /// Who somebody is who may not be named.
    #[must_use]
    pub fn key_of(person: Option<&Self>) -> Option<PersonKeyRef<'a>> {
        person.and_then(PersonRefView::key)
    }

    /// Whether anybody is named at all.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.key().is_some() || stated(self.name).is_some()
    }
}

impl SignatureView<'_> {
    /// Whether somebody signed: by hand, or by a scan that was accepted (III.2.1).
    #[must_use]
    pub fn counts(&self) -> bool {
        match self.kind {
            Some(SignatureKind::Handwritten) => true,
            Some(SignatureKind::Electronic) => {
                self.scan.as_ref().is_some_and(|scan| scan.result == Some(ScanResult::Accepted))
            }
            None => false,
        }
    }
}

/// A participant as the organisation knows one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'o> {
    /// The person.
    pub(crate) someone: Someone<'o>,
    /// Where the person was on the day of the session; `None` where the day is not known or none of employment.
    pub(crate) at: Option<Place<'o>>,
}

/// The participants as the organisation knows them, looked up once a record: one place for each, empty for people whom it
/// does not know.
pub(crate) fn known<'o>(record: &TrainingRecordView<'_>, organisation: &'o Organisation) -> Vec<Option<Known<'o>>> {
    let one = |participant: &ParticipantView<'_>| {
        let someone = organisation.resolve(PersonRefView::key_of(participant.person.as_ref())?)?;
        Some(Known { someone, at: record.date.and_then(|date| someone.place(date)) })
    };
    record.participants.iter().map(one).collect()
}
