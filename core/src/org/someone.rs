//! One person of the register, found once and asked many times.

use chrono::NaiveDate;

use super::data::{Certificate, CertificateKind, Person};
use super::employment::{Leaving, PersonAt, Place};
use super::identity::{Entry, PersonId, Short};
use super::key::{PersonKeyRef, identifier};
use super::organisation::Organisation;

/// A person whom the register knows, over all keys of the person (工号变更、合并; X.9). A cheap copy.
#[derive(Clone, Copy, Debug)]
pub struct Someone<'a> {
    organisation: &'a Organisation,
    entry: &'a Entry,
    at: usize,
}

impl<'a> Someone<'a> {
    pub(super) fn of(organisation: &'a Organisation, at: usize) -> Option<Someone<'a>> {
        let entry = organisation.entry(at).filter(|entry| !entry.people.is_empty())?;
        Some(Someone { organisation, entry, at })
    }

    /// What two keys of one person have in common: for telling whether two rows mean the same person.
    #[must_use]
    pub fn id(self) -> PersonId {
        PersonId(self.at)
    }

    /// The key that goes on.
    #[must_use]
    pub fn key(self) -> PersonKeyRef<'a> {
        self.entry.key.borrowed()
    }

    /// The entry under the key that goes on, without one the first under a former key.
    #[must_use]
    pub fn person(self) -> Option<&'a Person> {
        self.entries().next()
    }

    /// The entries under all keys, the one under the key that goes on first.
    pub fn entries(self) -> impl Iterator<Item = &'a Person> {
        let people = &self.organisation.data().people;
        self.entry.people.iter().filter_map(|at| people.get(*at))
    }

    /// The name, where it is stated. Personal data: never for messages.
    #[must_use]
    pub fn name(self) -> Option<&'a str> {
        self.entries().find_map(|person| person.name.as_deref())
    }

    /// Whether one of the entries has exactly this name.
    pub(crate) fn is_named(self, name: &str) -> bool {
        match self.entry.name {
            Some(own) => Short::of(name) == Some(own),
            None => self.entries().any(|person| person.name.as_deref() == Some(name)),
        }
    }

    /// The certificates under all keys.
    pub fn certificates(self) -> impl Iterator<Item = &'a Certificate> {
        self.entries().flat_map(|person| &person.certificates)
    }

    /// Where the person is on a day; `None` on a day without employment.
    #[must_use]
    pub fn at(self, date: NaiveDate) -> Option<PersonAt<'a>> {
        self.organisation.timeline(self.at)?.at(date, self.organisation.data())
    }

    /// Whether the person is employed on a day, first and last day included (C-41); `None` where the register does not say:
    /// no spell is stated, or the last one before ended in a move to where nothing is registered.
    #[must_use]
    pub fn is_employed(self, date: NaiveDate) -> Option<bool> {
        self.organisation.timeline(self.at).and_then(|timeline| timeline.employs(date))
    }

    /// Whether and when the person left, as it stands on `as_of`: the end of the last spell that has begun, over all keys.
    #[must_use]
    pub fn left_on(self, as_of: NaiveDate) -> Leaving {
        self.organisation.timeline(self.at).map_or(Leaving::Unknown, |timeline| timeline.leaving(as_of))
    }

    /// Whether the person counts as special-operation staff (特种作业人员) on a day: in a special-operation post, or holder
    /// of a special-operation certificate in force by its own dates (III.6.1.b).
    ///
    /// `Some(false)` only where both are known: the post is stated to be none, and every such certificate is stated not to
    /// be in force. `None` on a day without employment, where nothing says yes.
    #[must_use]
    pub fn is_special_operation(self, date: NaiveDate) -> Option<bool> {
        self.is_special_operation_at(self.place(date), date)
    }

    /// The unit and department of the person on a day.
    pub(crate) fn place(self, date: NaiveDate) -> Option<Place<'a>> {
        self.organisation.timeline(self.at)?.place(date, self.organisation.data())
    }

    /// [`Self::is_special_operation`] for somebody whose place on that day is known already.
    pub(crate) fn is_special_operation_at(self, place: Option<Place<'_>>, date: NaiveDate) -> Option<bool> {
        let post = place.and_then(|place| place.special_operation);
        if post == Some(true) || !self.entry.is_certified {
            return post;
        }
        let special = |certificate: &&Certificate| certificate.kind == CertificateKind::SpecialOperation;
        let mut certificates = Some(false);
        for certificate in self.certificates().filter(special) {
            match certificate.in_force(date) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => certificates = None,
            }
        }
        certificates.and(post)
    }

    /// Whether the person holds a role on a day.
    ///
    /// With a `unit`, the role must be held for exactly that unit: one held for the whole company, or for a unit above, is
    /// none. Without one it counts for whatever unit it is held. Who has spells holds roles only on days of employment.
    #[must_use]
    pub fn holds_role(self, role: &str, unit: Option<&str>, date: NaiveDate) -> bool {
        let employed =
            self.organisation.timeline(self.at).is_some_and(|timeline| timeline.is_empty() || timeline.covers(date));
        let role = identifier(role);
        let unit = unit.map(identifier);
        employed
            && self.entries().flat_map(|person| &person.roles).any(|held| {
                held.role == role
                    && held.on(date)
                    && unit.as_deref().is_none_or(|unit| held.unit.as_deref() == Some(unit))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;
    use serde_json::{Value, json};

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn organisation(people: Value, aliases: Value) -> Organisation {
        let json = json!({
            "name": "示例化工有限公司",
            "units": [
                {"code": "SC", "name": "生产部", "kind": "Department"},
                {"code": "SC-1", "name": "一车间", "kind": "Workshop", "parent": "SC"},
                {"code": "SB", "name": "设备部", "kind": "Department"}
            ],
            "people": people,
            "aliases": aliases
        });
        Organisation::from_json(&json.to_string()).unwrap()
    }

    fn alias(from: &str, to: &str) -> Value {
        json!({"from": {"employee_no": from}, "to": {"employee_no": to}, "since": "2024-01-01", "why": "工号变更"})
    }

    fn ask<'a>(org: &'a Organisation, no: &str) -> Someone<'a> {
        org.resolve(PersonKeyRef::Employee(no)).unwrap()
    }

    #[test]
    fn two_rows_under_former_and_present_keys_are_one_person_x_9() {
        let org = organisation(
            json!([{"employee_no": "E1", "name": "甲", "spells": []}, {"employee_no": "E4", "spells": []}]),
            json!([alias("E1", "E2"), alias("E2", "E3"), alias("E8", "E9")]),
        );
        assert_eq!(ask(&org, "E1").id(), ask(&org, "E3").id());
        assert_ne!(ask(&org, "E1").id(), ask(&org, "E4").id());
        assert_eq!(ask(&org, "E2").key(), PersonKeyRef::Employee("E3"));
        assert_eq!(ask(&org, "E3").name(), Some("甲"));
        assert!(org.resolve(PersonKeyRef::Employee("E8")).is_none(), "only aliases name this person");
        assert_eq!(org.canonical(PersonKeyRef::Employee("E8")), PersonKeyRef::Employee("E9"));
    }

    #[test]
    fn a_transfer_changes_the_place_on_its_day_ii_3_2() {
        let org = organisation(
            json!([{"employee_no": "E1", "spells": [
                {"from": "2020-01-01", "to": "2024-02-29", "ended_by": "Transfer", "unit": "SC-1", "post": "操作工",
                 "manager": {"employee_no": "E7"}, "employment": "Employee"},
                {"from": "2024-03-01", "unit": "SB", "post": "电工", "special_operation": true, "employment": "Employee"}
            ]}]),
            json!([]),
        );
        let before = ask(&org, "E1").at(day("2024-02-29")).unwrap();
        assert_eq!((before.unit.code.as_str(), before.department.code.as_str()), ("SC-1", "SC"));
        assert_eq!((before.post, before.manager.map(|key| key.borrowed().text())), (Some("操作工"), Some("E7")));
        let after = ask(&org, "E1").at(day("2024-03-01")).unwrap();
        assert_eq!((after.department.code.as_str(), after.special_operation, after.manager), ("SB", Some(true), None));
        assert_eq!(ask(&org, "E1").left_on(day("2024-03-01")), Leaving::StillEmployed);
    }

    #[test]
    fn merged_numbers_join_their_spells_and_the_last_end_counts_g_04() {
        let org = organisation(
            json!([
                {"employee_no": "E1", "spells": [
                    {"from": "2018-01-01", "to": "2020-12-31", "unit": "SC", "employment": "Employee"}]},
                {"employee_no": "E2", "spells": [
                    {"from": "2022-01-01", "to": "2024-02-29", "unit": "SC", "employment": "Employee"}]}
            ]),
            json!([alias("E1", "E2")]),
        );
        for no in ["E1", "E2"] {
            assert_eq!(ask(&org, no).left_on(day("2021-06-30")), Leaving::Left(day("2020-12-31")));
            assert_eq!(ask(&org, no).left_on(day("2023-01-01")), Leaving::StillEmployed);
            assert_eq!(ask(&org, no).left_on(day("2024-02-29")), Leaving::StillEmployed);
            assert_eq!(ask(&org, no).left_on(day("2024-03-01")), Leaving::Left(day("2024-02-29")));
        }
    }

    #[test]
    fn an_agency_worker_ends_unknown_without_the_alias_that_goes_on() {
        let org = organisation(
            json!([{"employee_no": "E1", "spells": [{"from": "2020-01-01", "to": "2023-12-31",
                "ended_by": "AgencyTakeover", "unit": "SC", "employment": "Agency"}]}]),
            json!([]),
        );
        assert_eq!(ask(&org, "E1").left_on(day("2024-01-01")), Leaving::Unknown);
    }

    #[test]
    fn special_operation_is_a_post_or_a_certificate_iii_6_1_b() {
        let person = |special: Value, certificates: Value| {
            json!([{"employee_no": "E1", "certificates": certificates, "spells": [{"from": "2020-01-01",
                "to": "2025-12-31", "unit": "SC", "special_operation": special, "employment": "Employee"}]}])
        };
        let held = json!([{"kind": "SpecialOperation", "issued_on": "2023-01-01", "expires_on": "2024-12-31"}]);
        let undated = json!([{"kind": "SpecialOperation"}]);
        let forklift = json!([{"kind": "SpecialEquipment", "issued_on": "2020-01-01", "expires_on": "2030-01-01"}]);
        for (special, certificates, date, expected) in [
            (json!(true), json!([]), "2025-12-31", Some(true)),
            (json!(true), json!([]), "2026-01-01", None),
            (json!(false), json!([]), "2025-12-31", Some(false)),
            (json!(null), json!([]), "2025-12-31", None),
            (json!(false), held.clone(), "2022-12-31", Some(false)),
            (json!(false), held.clone(), "2023-01-01", Some(true)),
            (json!(null), held.clone(), "2024-12-31", Some(true)),
            (json!(null), held.clone(), "2025-01-01", None),
            (json!(false), held, "2025-01-01", Some(false)),
            (json!(false), undated.clone(), "2024-01-01", None),
            (json!(true), undated, "2024-01-01", Some(true)),
            (json!(false), forklift, "2024-01-01", Some(false)),
        ] {
            let org = organisation(person(special.clone(), certificates.clone()), json!([]));
            assert_eq!(ask(&org, "E1").is_special_operation(day(date)), expected, "{special} {certificates} {date}");
        }
    }

    #[test]
    fn a_certificate_under_a_former_number_counts_x_9() {
        let org = organisation(
            json!([
                {"employee_no": "E1", "certificates": [
                    {"kind": "SpecialOperation", "issued_on": "2023-01-01", "expires_on": "2028-12-31"}]},
                {"employee_no": "E2", "spells": [
                    {"from": "2024-01-01", "unit": "SC", "special_operation": false, "employment": "Employee"}]}
            ]),
            json!([alias("E1", "E2")]),
        );
        assert_eq!(ask(&org, "E2").is_special_operation(day("2024-06-01")), Some(true));
        assert_eq!(ask(&org, "E2").certificates().count(), 1);
    }

    #[test]
    fn a_role_is_held_for_its_unit_on_its_days() {
        let org = organisation(
            json!([
                {"employee_no": "E1", "roles": [
                    {"role": "DepartmentHead", "unit": "SC", "from": "2024-01-01", "to": "2024-12-31"},
                    {"role": "RecordsSpecialist", "from": "2024-01-01"}],
                 "spells": [{"from": "2020-01-01", "to": "2024-06-30", "unit": "SC", "employment": "Employee"}]},
                {"other_kind": "Contractor", "other_key": "C1",
                 "roles": [{"role": "TeamLeader", "unit": "SB", "from": "2024-01-01"}]}
            ]),
            json!([]),
        );
        let head = |unit: Option<&str>, date: &str| ask(&org, "E1").holds_role("DepartmentHead", unit, day(date));
        assert!(head(Some("SC"), "2024-01-01") && head(None, "2024-06-30"));
        assert!(
            !head(Some("SC"), "2023-12-31") && !head(Some("SB"), "2024-01-01") && !head(Some("SC-1"), "2024-01-01")
        );
        assert!(!head(Some("SC"), "2024-07-01"), "the role outlives the employment on paper only");
        let records = |unit: Option<&str>| ask(&org, "E1").holds_role("RecordsSpecialist", unit, day("2024-02-01"));
        assert!(records(None) && !records(Some("SC")));
        let contractor = PersonKeyRef::Other { kind: crate::vocab::PersonKind::Contractor, key: "C1" };
        assert_eq!(org.holds_role(contractor, "TeamLeader", Some("SB"), day("2024-02-01")), Some(true));
    }
}
