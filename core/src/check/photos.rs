//! Activity photos inside one record (活动照片, III.2.3): PH-01 to PH-06.

use super::case::{Case, Hits};
use super::{Row, row};
use crate::record::media::PhotoView;
use crate::rule;
use crate::value::{same_text, stamp_text, stated};

fn at(photo: &PhotoView<'_>) -> String {
    format!("/photos/{}", photo.index)
}

/// The photos that count: the first of each digest. A photo without digest may be a copy of any other.
fn distinct<'c, 'r, 'a>(case: &'c Case<'r, 'a>) -> impl Iterator<Item = &'r PhotoView<'a>> + use<'c, 'r, 'a> {
    case.photos.chunk_by(|one, other| one.0 == other.0).filter_map(|same| same.first()).map(|first| first.1)
}

fn without_digest<'r, 'a>(photos: &'r [PhotoView<'a>]) -> impl Iterator<Item = &'r PhotoView<'a>> {
    photos.iter().filter(|photo| stated(photo.digest).is_none())
}

/// PH-01: fewer distinct photos than asked.
fn too_few(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PH_01;
    let photos = &case.record.photos;
    let (count, asked) = (distinct(case).count(), case.terms.photos);
    let unclear = without_digest(photos).count();
    if count >= asked {
        return;
    }
    match without_digest(photos).next() {
        Some(photo) if count + unclear >= asked => hits.missing(rule, format!("{}/digest", at(photo))),
        _ => {
            hits.find(rule, "/photos", format!("{count} distinct"), format!("at least {asked} distinct"));
        }
    }
}

/// PH-02: a view that is asked is shown by no distinct photo.
fn view_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PH_02;
    let photos = &case.record.photos;
    for view in &case.terms.views {
        if distinct(case).any(|photo| photo.view == Some(*view)) {
            continue;
        }
        match without_digest(photos).find(|photo| photo.view == Some(*view)) {
            Some(photo) => hits.missing(rule, format!("{}/digest", at(photo))),
            None => {
                hits.find(rule, "/photos", "no such photo", view.code());
            }
        }
    }
}

/// PH-03: a photo carries no time or no place.
fn label_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    for photo in &case.record.photos {
        let lacks = match (photo.taken_at, stated(photo.place)) {
            (None, None) => "no time, no place",
            (None, Some(_)) => "no time",
            (Some(_), None) => "no place",
            (Some(_), Some(_)) => continue,
        };
        hits.find(&rule::PH_03, at(photo), lacks, "time and place");
    }
}

/// PH-04: a photo was taken outside the session or in another place.
fn label_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PH_04;
    let place = stated(case.record.place);
    for photo in &case.record.photos {
        let mut wrong = Vec::new();
        match (photo.taken_at, case.session) {
            (Some(taken), Some(session)) if !session.holds(taken) => wrong.push(stamp_text(taken)),
            (Some(_), None) => hits.missing(rule, "/time"),
            _ => {}
        }
        if let (Some(own), Some(place)) = (stated(photo.place), place) {
            if !same_text(own, place) {
                wrong.push("another place".to_owned());
            }
        }
        if !wrong.is_empty() {
            let window =
                case.session.map(|session| format!("{}..{}", stamp_text(session.start), stamp_text(session.end)));
            let expected = format!("the place of the session, in {}", window.unwrap_or_default());
            hits.find(rule, at(photo), wrong.join("; "), expected);
        }
    }
}

/// PH-05: one image occurs more than once in the record.
fn reused(case: &Case<'_, '_>, hits: &mut Hits) {
    let mut again: Vec<_> = case
        .photos
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|same| same.get(1).map(|second| (second.1, same.len())))
        .collect();
    again.sort_by_key(|(photo, _)| photo.index);
    for (photo, count) in again {
        hits.find(&rule::PH_05, at(photo), format!("{count} photos of one digest"), "each image once");
    }
}

/// PH-06: a photo is not embedded in the electronic record.
fn not_embedded(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PH_06;
    for photo in &case.record.photos {
        match photo.embedded {
            Some(true) => {}
            Some(false) => {
                hits.find(rule, at(photo), "not embedded", "embedded in the electronic record");
            }
            None => hits.missing(rule, format!("{}/embedded", at(photo))),
        }
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::PH_01, too_few),
    row(&rule::PH_02, view_missing),
    row(&rule::PH_03, label_missing),
    row(&rule::PH_04, label_wrong),
    row(&rule::PH_05, reused),
    row(&rule::PH_06, not_embedded),
];
