//! Two people who share what only one can have: the image of a signature, a device, an answer sheet (III.3.3): SG-11, AS-12.

use std::collections::BTreeMap;

use super::case::{Case, Hits};
use super::sign_in::{at, sheet};
use crate::org::PersonKeyRef;
use crate::record::people::{PersonRefView, ScanView, SignatureView};
use crate::record::sign_in::SignInEntryView;
use crate::rule;
use crate::value::{stated, trimmed};

/// A text that belongs to one person: a digest or the name of a device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Own<'k> {
    text: &'k str,
    key: Option<PersonKeyRef<'k>>,
    /// Position of the item.
    index: u32,
}

/// What several people have in common.
#[derive(Default)]
struct Common {
    /// Positions of the items, with the number of those that have the text.
    items: Vec<(u32, usize)>,
    /// An item that names nobody, where it depends on whose it is.
    unclear: Option<u32>,
}

/// Whether one text may occur twice: a quick look without an allocation, which lets some lists through that hold none twice.
fn may_recur<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    let mut seen = [0_u64; 64];
    texts.any(|text| {
        let bit = mixed(text) >> (64 - 12);
        let word = usize::try_from(bit / 64).ok().and_then(|at| seen.get_mut(at));
        word.is_some_and(|word| {
            let own = 1 << (bit % 64);
            let was = *word & own != 0;
            *word |= own;
            was
        })
    })
}

/// A number of which the upper bits tell most texts apart. Only their ends are read: digests differ in every part.
fn mixed(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let end = match bytes.last_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
    };
    let start = bytes.first_chunk::<8>().map_or(0, |chunk| u64::from_le_bytes(*chunk));
    (end ^ start.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The items that share their text with the item of another person.
fn shared(mut own: Vec<Own<'_>>) -> Common {
    own.sort_unstable();
    let mut common = Common::default();
    for same in own.chunk_by(|one, other| one.text == other.text).filter(|same| same.len() > 1) {
        // Nobody stands first; then the people in their order.
        let unnamed = same.iter().find(|one| one.key.is_none());
        let first = same.iter().find_map(|one| one.key);
        let is_shared = first.is_some() && same.last().is_some_and(|last| last.key != first);
        match unnamed {
            _ if is_shared => common.items.extend(same.iter().map(|one| (one.index, same.len()))),
            Some(one) => common.unclear = Some(common.unclear.map_or(one.index, |first| first.min(one.index))),
            None => {}
        }
    }
    common.items.sort_unstable();
    common
}

fn digest<'a>(signature: &SignatureView<'a>) -> Option<&'a str> {
    stated(signature.digest).map(trimmed)
}

fn device<'a>(signature: &SignatureView<'a>) -> Option<&'a str> {
    let scan: Option<&ScanView<'a>> = signature.scan.as_ref();
    scan.and_then(|scan| stated(scan.device)).map(trimmed)
}

/// SG-11: two or more people on the sheet share the image of a signature, or a device. Where somebody openly signed for
/// another person, SG-04 and SG-05 judge that.
pub(super) fn same_hand_or_device(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_11;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let own = || sheet.entries.iter().filter(|entry| entry.proxy.is_none());
    let signatures = || own().filter_map(|entry| entry.signature.as_ref());
    let recurs = (may_recur(signatures().filter_map(digest)), may_recur(signatures().filter_map(device)));
    if recurs == (false, false) {
        return;
    }
    let hands = shared(items(case, own(), digest));
    let devices = shared(items(case, own(), device));
    let mut entries: BTreeMap<u32, (bool, usize)> = BTreeMap::new();
    entries.extend(devices.items.iter().map(|(index, count)| (*index, (true, *count))));
    entries.extend(hands.items.iter().map(|(index, count)| (*index, (false, *count))));
    for entry in own() {
        let Some((is_device, count)) = entries.get(&entry.index).copied() else { continue };
        let what = if is_device { "one device" } else { "one signature image" };
        hits.find(rule, at(entry, "/signature"), format!("{what} for {count} entries"), "each person's own")
            .also(is_device)
            .about(PersonRefView::key_of(entry.person.as_ref()).map(|key| case.shown(key)));
    }
    if let Some(index) = hands.unclear.or(devices.unclear) {
        hits.missing(rule, format!("/sign_in/entries/{index}/person"));
    }
}

/// The texts of the entries with the people to whom they belong.
fn items<'k, 'a: 'k>(
    case: &'k Case<'_, '_>,
    entries: impl Iterator<Item = &'k SignInEntryView<'a>>,
    part: fn(&SignatureView<'a>) -> Option<&'a str>,
) -> Vec<Own<'k>> {
    let own = |entry: &'k SignInEntryView<'a>| {
        let text = entry.signature.as_ref().and_then(part)?;
        Some(Own { text, key: case.key_of(entry.person.as_ref()), index: entry.index })
    };
    entries.filter_map(own).collect()
}

/// AS-12: the answer sheets of two participants are one image.
pub(super) fn answer_sheets_identical(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_12;
    let Some(assessment) = &case.record.assessment else { return };
    let digests = || assessment.papers.iter().filter_map(|paper| stated(paper.digest).map(trimmed));
    if !may_recur(digests()) {
        return;
    }
    let own = assessment.papers.iter().filter_map(|paper| {
        let text = stated(paper.digest).map(trimmed)?;
        Some(Own { text, key: case.key_of(paper.person.as_ref()), index: paper.index })
    });
    let common = shared(own.collect());
    let mut papers = assessment.papers.iter();
    for (index, count) in common.items {
        let Some(paper) = papers.find(|paper| paper.index == index) else { continue };
        let path = format!("/assessment/papers/{index}");
        hits.find(rule, path, format!("one image for {count} answer sheets"), "each person's own")
            .about(PersonRefView::key_of(paper.person.as_ref()).map(|key| case.shown(key)));
    }
    if let Some(index) = common.unclear {
        hits.missing(rule, format!("/assessment/papers/{index}/person"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own<'k>(text: &'k str, number: &'k str, index: u32) -> Own<'k> {
        let key = Some(PersonKeyRef::Employee(number)).filter(|_| !number.is_empty());
        Own { text, key, index }
    }

    #[test]
    fn the_quick_look_never_misses_a_text_that_recurs() {
        let texts: Vec<String> = (0..40).map(|at| format!("sig-{at}")).collect();
        for at in 0..texts.len() {
            let twice = texts.iter().chain(texts.get(at)).map(String::as_str);
            assert!(may_recur(twice), "{at}");
        }
        assert!(!may_recur(["sig-0", "sig-1", "sig-2", "a"].into_iter()));
        assert!(!may_recur(std::iter::empty()));
        assert!(may_recur(["", ""].into_iter()));
    }

    #[test]
    fn what_two_people_have_in_common_stands_with_both_iii_3_3() {
        let common = shared(vec![own("a", "E1", 0), own("b", "E2", 1), own("a", "E3", 2)]);
        assert_eq!((common.items, common.unclear), (vec![(0, 2), (2, 2)], None));
        // One person twice is SG-08.
        let common = shared(vec![own("a", "E1", 0), own("a", "E1", 1)]);
        assert_eq!((common.items, common.unclear), (vec![], None));
    }

    #[test]
    fn whose_it_is_has_to_be_known_unless_two_others_share_it() {
        let common = shared(vec![own("a", "E1", 0), own("a", "", 1)]);
        assert_eq!((common.items, common.unclear), (vec![], Some(1)));
        let common = shared(vec![own("a", "", 0), own("a", "E1", 1), own("a", "E2", 2)]);
        assert_eq!((common.items, common.unclear), (vec![(0, 3), (1, 3), (2, 3)], None));
    }
}
