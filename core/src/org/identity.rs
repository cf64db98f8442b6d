//! Which keys mean the same person (工号变更、合并; X.9): every key leads over its aliases to the one that goes on.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Fixed;
use super::data::{Alias, CertificateKind, Person};
use super::key::{PersonKey, PersonKeyRef, identifier};
use crate::error::{Error, ErrorCode, Result};
use crate::value::trimmed;
use crate::vocab::PersonKind;

/// A person behind all their keys: two keys of one person have the same. Holds within one organisation only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub(super) usize);

/// One person: the key that goes on, and the entries of the list of people under any of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key to which all others lead.
    pub(super) key: PersonKey,
    /// Places in the list of people, the one under `key` first. Empty where only aliases name the person.
    pub(super) people: Vec<usize>,
    /// Whether a special-operation certificate stands under one of the keys.
    pub(super) is_certified: bool,
    /// The name of a person with one entry, where it is short: beside the key, so that the entry need not be looked up.
    pub(super) name: Option<Short>,
}

/// The index from keys to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identities {
    keys: Keys,
    entries: Vec<Entry>,
    /// The texts of keys that an alias leads away from: few, so that most keys are told apart without the large index.
    moved: HashSet<String, Fixed>,
    /// A bit for the last two bytes of each of them: most keys are none of them, and their ends say so.
    moved_ends: u128,
    /// The texts of the keys at the end of a chain of aliases.
    reached: HashSet<String, Fixed>,
}

/// The bit of a key among [`Identities::moved_ends`].
fn end_bit(text: &str) -> u128 {
    let end = match text.as_bytes() {
        [.., one, other] => usize::from(*one) * 10 + usize::from(*other),
        _ => 0,
    };
    1 << (end % 128)
}

impl Identities {
    /// Indexes people and aliases.
    ///
    /// # Errors
    /// `DuplicateId` for a person or an alias that stands twice, `AliasConflict` for a cycle or two targets.
    pub(super) fn new(people: &[Person], aliases: &[Alias]) -> Result<Identities> {
        let mut keys = Keys::default();
        let mut names: Vec<&PersonKey> = Vec::with_capacity(people.len());
        for (at, person) in people.iter().enumerate() {
            if keys.place(&person.key, &mut names) != at {
                return Err(Error::new(ErrorCode::DuplicateId, "a person a second time", "each person once")
                    .at(format!("/people/{at}")));
            }
        }
        let next = steps(aliases, &mut keys, &mut names)?;
        let ends = ends(&next)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(people.len());
        let mut entry_of: Vec<Option<usize>> = vec![None; names.len()];
        for (node, end) in ends.iter().enumerate() {
            let at = match entry_of.get(*end).copied().flatten() {
                Some(at) => at,
                None => {
                    let Some(key) = names.get(*end) else { continue };
                    let own = (*end < people.len()).then_some(*end);
                    entries.push(Entry {
                        key: (*key).clone(),
                        people: own.into_iter().collect(),
                        is_certified: false,
                        name: None,
                    });
                    entry_of.get_mut(*end).into_iter().for_each(|place| *place = Some(entries.len() - 1));
                    entries.len() - 1
                }
            };
            if node < people.len() && node != *end {
                entries.get_mut(at).into_iter().for_each(|entry| entry.people.push(node));
            }
        }
        let is_special = |at: &usize| {
            let certificates = people.get(*at).map_or(&[][..], |person| person.certificates.as_slice());
            certificates.iter().any(|certificate| certificate.kind == CertificateKind::SpecialOperation)
        };
        for entry in &mut entries {
            entry.is_certified = entry.people.iter().any(is_special);
            if let [only] = entry.people.as_slice() {
                entry.name = people.get(*only).and_then(|person| Short::of(person.name.as_deref()?));
            }
        }
        let moved = names.iter().zip(&ends).enumerate().filter(|(node, (_, end))| node != *end);
        let (moved, reached): (HashSet<String, Fixed>, HashSet<String, Fixed>) = moved
            .filter_map(|(_, (key, end))| Some((key, names.get(*end)?)))
            .map(|(key, end)| (key.borrowed().text().to_owned(), end.borrowed().text().to_owned()))
            .unzip();
        let moved_ends = moved.iter().fold(0, |ends, text| ends | end_bit(text));
        keys.relabel(|node| ends.get(node).and_then(|end| entry_of.get(*end).copied().flatten()));
        Ok(Identities { keys, entries, moved, moved_ends, reached })
    }

    /// The key that goes on for this one, or the key itself.
    #[inline]
    pub(super) fn canonical<'a>(&'a self, key: PersonKeyRef<'a>) -> PersonKeyRef<'a> {
        let text = key.text();
        let is_plain = text.is_ascii() && trimmed(text).len() == text.len();
        if is_plain && self.moved_ends & end_bit(text) == 0 { key } else { self.moved(key, is_plain) }
    }

    fn moved<'a>(&'a self, key: PersonKeyRef<'a>, is_plain: bool) -> PersonKeyRef<'a> {
        if is_plain && !self.moved.contains(key.text()) {
            return key;
        }
        self.find(key).and_then(|at| self.entry(at)).map_or(key, |entry| PersonKeyRef::from(&entry.key))
    }

    /// Whether an alias leads to the key.
    pub(super) fn has_former_keys(&self, key: PersonKeyRef<'_>) -> bool {
        self.reached.contains(&*identifier(key.text()))
    }

    /// The person of a key, also where only an alias names it.
    pub(super) fn find(&self, key: PersonKeyRef<'_>) -> Option<usize> {
        self.keys.get(key)
    }

    /// The entry of a person.
    pub(super) fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// All people, each once.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// For each key the one that it has become, with the place of the alias that says so.
fn steps<'a>(
    aliases: &'a [Alias],
    keys: &mut Keys,
    names: &mut Vec<&'a PersonKey>,
) -> Result<Vec<Option<(usize, usize)>>> {
    let mut next: Vec<Option<(usize, usize)>> = vec![None; names.len()];
    for (at, alias) in aliases.iter().enumerate() {
        let from = keys.place(&alias.from, names);
        let to = keys.place(&alias.to, names);
        next.resize(names.len(), None);
        let Some(step) = next.get_mut(from) else { continue };
        match step {
            None => *step = Some((to, at)),
            Some((other, _)) if *other == to => {
                return Err(Error::new(ErrorCode::DuplicateId, "an alias a second time", "each alias once")
                    .at(format!("/aliases/{at}")));
            }
            Some((_, first)) => {
                let found = format!("a second target (the first stands at /aliases/{first})");
                return Err(
                    Error::new(ErrorCode::AliasConflict, found, "one target a key").at(format!("/aliases/{at}"))
                );
            }
        }
    }
    Ok(next)
}

/// For each key the one at the end of its chain. A cycle is shown at the last of its aliases, the one that closes it.
fn ends(next: &[Option<(usize, usize)>]) -> Result<Vec<usize>> {
    let mut ends: Vec<Option<usize>> = vec![None; next.len()];
    let mut seen: Vec<Option<usize>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut chain = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(end) = ends.get(at).copied().flatten() {
                break end;
            }
            let Some((to, _)) = next.get(at).copied().flatten() else { break at };
            if seen.get(at).copied().flatten() == Some(start) {
                let ring = chain.iter().skip_while(|node| **node != at);
                let closing = ring.filter_map(|node| next.get(*node).copied().flatten()).map(|(_, alias)| alias).max();
                let path = format!("/aliases/{}", closing.unwrap_or_default());
                return Err(Error::new(ErrorCode::AliasConflict, "a cycle", "a chain that ends").at(path));
            }
            seen.get_mut(at).into_iter().for_each(|mark| *mark = Some(start));
            chain.push(at);
            at = to;
        };
        chain.push(at);
        for node in chain {
            ends.get_mut(node).into_iter().for_each(|place| *place = Some(end));
        }
    }
    Ok(ends.into_iter().enumerate().map(|(at, end)| end.unwrap_or(at)).collect())
}

/// A text of up to 23 bytes inside the table itself: a look-up touches one place of memory, and equal is three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Short([u64; 3]);

impl Short {
    pub(super) fn of(text: &str) -> Option<Short> {
        let mut bytes = [0; 24];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        let [.., last] = &mut bytes;
        // The length in the last byte, which no text of up to 23 bytes reaches, tells texts that end with zeros apart.
        *last = u8::try_from(text.len()).ok().filter(|length| *length < 24)?;
        let word =
            |from: usize| bytes.get(from..).and_then(|rest| rest.first_chunk()).map(|eight| u64::from_le_bytes(*eight));
        Some(Short([word(0)?, word(8)?, word(16)?]))
    }
}

/// A map from keys to numbers, asked with borrowed keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Keys {
    short: HashMap<Short, usize, Fixed>,
    employees: HashMap<String, usize, Fixed>,
    others: BTreeMap<PersonKind, HashMap<String, usize, Fixed>>,
}

impl Keys {
    /// The number of a key; the next free one, with the key written down, where it is new.
    fn place<'a>(&mut self, key: &'a PersonKey, names: &mut Vec<&'a PersonKey>) -> usize {
        let mut new = || {
            names.push(key);
            names.len() - 1
        };
        match key {
            PersonKey::Employee(no) => match Short::of(no) {
                Some(short) => *self.short.entry(short).or_insert_with(new),
                None => *self.employees.entry(no.clone()).or_insert_with(new),
            },
            PersonKey::Other { kind, key } => {
                *self.others.entry(*kind).or_default().entry(key.clone()).or_insert_with(&mut new)
            }
        }
    }

    fn get(&self, key: PersonKeyRef<'_>) -> Option<usize> {
        match key {
            PersonKeyRef::Employee(no) => {
                let no = identifier(no);
                match Short::of(&no) {
                    Some(short) => self.short.get(&short).copied(),
                    None => self.employees.get(&*no).copied(),
                }
            }
            PersonKeyRef::Other { kind, key } => self.others.get(&kind)?.get(&*identifier(key)).copied(),
        }
    }

    fn relabel(&mut self, label: impl Fn(usize) -> Option<usize>) {
        let others = self.others.values_mut().flat_map(HashMap::values_mut);
        for number in self.short.values_mut().chain(self.employees.values_mut()).chain(others) {
            *number = label(*number).unwrap_or(*number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;

    fn key(text: &str) -> PersonKey {
        match text.strip_prefix("agency:") {
            Some(key) => PersonKey::Other { kind: PersonKind::Agency, key: key.into() },
            None => PersonKey::Employee(text.into()),
        }
    }

    fn person(text: &str) -> Person {
        Person { key: key(text), name: None, spells: vec![], certificates: vec![], roles: vec![] }
    }

    fn identities(people: &[&str], aliases: &[(&str, &str)]) -> Result<Identities> {
        let people: Vec<Person> = people.iter().map(|text| person(text)).collect();
        let aliases: Vec<Alias> = aliases
            .iter()
            .map(|(from, to)| Alias {
                from: key(from),
                to: key(to),
                since: parse_date("2024-01-01").unwrap(),
                why: "工号变更".into(),
            })
            .collect();
        Identities::new(&people, &aliases)
    }

    fn end(identities: &Identities, text: &str) -> PersonKey {
        identities.entries[identities.find(key(text).borrowed()).unwrap()].key.clone()
    }

    #[test]
    fn chains_and_merges_lead_to_one_person_x_9() {
        let found = identities(
            &["E3", "E1", "agency:7", "E9"],
            &[("E1", "E2"), ("E2", "E3"), ("agency:7", "E3"), ("E9", "E10"), ("E20", "E21")],
        )
        .unwrap();
        for text in ["E1", "E2", "E3", "agency:7"] {
            assert_eq!(end(&found, text), key("E3"), "{text}");
        }
        let entry = &found.entries[found.find(PersonKeyRef::Employee("E2")).unwrap()];
        assert_eq!(entry.people, [0, 1, 2], "the entry of the key that goes on stands first");
        let renamed = &found.entries[found.find(PersonKeyRef::Employee("E9")).unwrap()];
        assert_eq!((&renamed.key, &renamed.people), (&key("E10"), &vec![3]));
        let unknown = &found.entries[found.find(PersonKeyRef::Employee("E20")).unwrap()];
        assert!(unknown.people.is_empty() && unknown.key == key("E21"));
        assert_eq!(found.find(PersonKeyRef::Employee("7")), None, "an employee number is no key of an agency");
        assert_eq!(found.entries().len(), 3);
    }

    #[test]
    fn keys_are_asked_trimmed_and_composed() {
        let found = identities(&["É1"], &[]).unwrap();
        assert_eq!(found.find(PersonKeyRef::Employee(" E\u{301}1 ")), Some(0));
        assert_eq!(found.find(PersonKeyRef::Employee("é1")), None);
    }

    #[test]
    fn refused_identities_x_9() {
        let refused = |people: &[&str], aliases: &[(&str, &str)]| {
            let error = identities(people, aliases).unwrap_err();
            assert!(!error.found.contains('E'), "{error}");
            (error.code, error.path)
        };
        assert_eq!(refused(&["E1", "E2", "E1"], &[]), (ErrorCode::DuplicateId, "/people/2".into()));
        let twice = [("E1", "E2"), ("E1", "E2")];
        assert_eq!(refused(&[], &twice), (ErrorCode::DuplicateId, "/aliases/1".into()));
        let fork = [("E1", "E2"), ("E1", "E3")];
        assert_eq!(refused(&["E1"], &fork), (ErrorCode::AliasConflict, "/aliases/1".into()));
        assert_eq!(refused(&["E1"], &[("E1", "E1")]), (ErrorCode::AliasConflict, "/aliases/0".into()));
        let ring = [("E0", "E1"), ("E1", "E2"), ("E2", "E1")];
        assert_eq!(refused(&["E0"], &ring), (ErrorCode::AliasConflict, "/aliases/2".into()));
    }
}
