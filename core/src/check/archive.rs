//! How the archived record is kept (II.2.1, II.6.2, III.4, III.7.1): AR-01 to AR-05, AR-08; the links and the person's file
//! stand in [`links`] and [`person_file`].

use super::case::{Case, Hits};
use super::steps::was_archived;
use super::{Only, Row, links, person_file, row, row_with_own_facets};
use crate::calendar::add_months;
use crate::numbering::ShelfKey;
use crate::record::custody::{ArchiveBoxView, ArchiveView, StorageMediumView};
use crate::rule::{self, Facet, Rule};
use crate::value::{date_text, local_date, same_text, stated};
use crate::vocab::MediumKind;

/// Whether the record was archived: before that nobody asks where it is kept.
fn is_reached(case: &Case<'_, '_>, rule: &'static Rule, hits: &mut Hits) -> bool {
    hits.reached(rule, was_archived(case))
}

/// The facts of the archive.
fn archive<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r ArchiveView<'a>> {
    if is_reached(case, rule, hits) { hits.needed(rule, "/archive", case.record.archive.as_ref()) } else { None }
}

/// AR-01: the paper record stands in no known dedicated cabinet, or in one that is not fire- and damp-proof.
fn cabinet_unfit(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_01;
    let Some(archive) = archive(case, rule, hits) else { return };
    // Where there is no paper, AR-08 says so.
    let Some(paper) = &archive.paper else { return hits.missing(rule, "/archive/paper") };
    let known = case.record.storage.as_ref().and_then(|storage| storage.cabinet.as_ref());
    let (Some(place), Some(cabinet)) = (stated(paper.cabinet).map(str::trim), known) else {
        let observed = stated(paper.cabinet).map_or("no cabinet".to_owned(), |id| format!("cabinet {}", id.trim()));
        hits.find(rule, "/archive/paper/cabinet", observed, "a known dedicated cabinet");
        return;
    };
    let Some(id) = stated(cabinet.id).map(str::trim) else { return hits.missing(rule, "/storage/cabinet/id") };
    if id != place {
        hits.find(rule, "/archive/paper/cabinet", format!("cabinet {place}"), "a known dedicated cabinet");
        return;
    }
    let looks = [(cabinet.dedicated, "dedicated"), (cabinet.fireproof, "fireproof"), (cabinet.dampproof, "dampproof")];
    if looks.iter().any(|(is_so, _)| *is_so == Some(false)) {
        let wrong = looks.iter().filter(|(is_so, _)| *is_so == Some(false));
        let observed = wrong.map(|(_, name)| format!("not {name}")).collect::<Vec<_>>().join(", ");
        hits.find(rule, "/storage/cabinet", observed, "dedicated, fireproof, dampproof");
    } else if let Some((_, name)) = looks.iter().find(|(is_so, _)| is_so.is_none()) {
        hits.missing(rule, format!("/storage/cabinet/{name}"));
    }
}

/// AR-02: the cabinet does not bear the label. A blank one says that there is none.
fn label_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_02;
    if !is_reached(case, rule, hits) {
        return;
    }
    let cabinet = case.record.storage.as_ref().and_then(|storage| storage.cabinet.as_ref());
    let Some(cabinet) = cabinet else { return hits.missing(rule, "/storage/cabinet") };
    let Some(label) = cabinet.label else { return hits.missing(rule, "/storage/cabinet/label") };
    if !same_text(label, &case.terms.cabinet_label) {
        hits.find(rule, "/storage/cabinet/label", label, case.terms.cabinet_label.as_str());
    }
}

/// AR-03: the boxes do not stand in shelf order, or one holds records of two years.
fn shelf_order(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_03;
    if !is_reached(case, rule, hits) {
        return;
    }
    let boxes = case.record.storage.as_ref().map_or(&[][..], |storage| &storage.boxes);
    if boxes.is_empty() {
        return hits.missing(rule, "/storage/boxes");
    }
    let mut before: Option<ShelfKey<'_>> = None;
    for one in boxes {
        let path = || format!("/storage/boxes/{}", one.index);
        if let Some(other) = one.years.iter().find(|year| Some(*year) != one.years.first()) {
            let first = one.years.first().unwrap_or(other);
            hits.find(rule, path(), format!("years {first} and {other}"), "one year in a box");
        }
        let key = match shelf_key(one) {
            Ok(key) => key,
            Err(name) => {
                hits.missing(rule, format!("/storage/boxes/{}/{name}", one.index));
                continue;
            }
        };
        if let Some(last) = before.filter(|last| key < *last) {
            let expected = format!("not before {}-{}-{}", last.year, last.training_type, last.department);
            let observed = format!("{}-{}-{}", key.year, key.training_type, key.department);
            hits.find(rule, path(), observed, expected);
        }
        before = before.max(Some(key));
    }
}

/// The place of a box on the shelf, or the name of the fact that is not known.
fn shelf_key<'a>(one: &ArchiveBoxView<'a>) -> Result<ShelfKey<'a>, &'static str> {
    let year = one.years.first().and_then(|year| u16::try_from(*year).ok()).ok_or("years")?;
    let training_type = stated(one.training_type).ok_or("training_type")?.trim();
    let department = stated(one.department).ok_or("department")?.trim();
    Ok(ShelfKey { year, training_type, department })
}

/// AR-04: the electronic record can be changed.
fn not_read_only(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_04;
    let Some(archive) = archive(case, rule, hits) else { return };
    match archive.electronic.as_ref().map(|holding| holding.read_only) {
        Some(Some(true)) => {}
        Some(Some(false)) => {
            hits.find(rule, "/archive/electronic/read_only", "not read-only", "read-only");
        }
        Some(None) => hits.missing(rule, "/archive/electronic/read_only"),
        None => hits.missing(rule, "/archive/electronic"),
    }
}

/// Whether a medium is an optical disc off site; `None` where that is not known.
fn is_disc_off_site(medium: &StorageMediumView<'_>) -> Option<bool> {
    let is_disc = medium.kind.map(|kind| kind == MediumKind::OpticalDisc);
    match (is_disc, medium.off_site) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// AR-05: the record is on no disc off site, and the months of the host have passed since it was archived.
fn off_site_copy_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_05;
    if !is_reached(case, rule, hits) {
        return;
    }
    let media = case.record.storage.as_ref().map_or(&[][..], |storage| &storage.media);
    if media.iter().any(|medium| is_disc_off_site(medium) == Some(true)) {
        return;
    }
    let Some(months) = case.terms.disc_months else { return hits.unset(rule, "backup.disc.every") };
    let archived = case.record.archive.as_ref().and_then(|archive| archive.archived_at);
    let Some(archived) = archived else { return hits.missing(rule, "/archive/archived_at") };
    // Beyond the calendar nothing is due.
    let Ok(last) = add_months(local_date(archived), i32::try_from(months).unwrap_or(i32::MAX)) else { return };
    if case.today() <= last {
        return;
    }
    if let Some(medium) = media.iter().find(|medium| is_disc_off_site(medium).is_none()) {
        let name = if medium.kind.is_none() { "kind" } else { "off_site" };
        return hits.missing(rule, format!("/storage/media/{}/{name}", medium.index));
    }
    hits.find(rule, "/storage/media", "no off-site disc", format!("on an off-site disc by {}", date_text(last)));
}

/// AR-08: paper and electronic holding do not both exist, or differ; an upload without digest is a warning.
fn tracks_differ(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_08;
    let Some(archive) = archive(case, rule, hits) else { return };
    for (path, is_there) in
        [("/archive/paper", archive.paper.is_some()), ("/archive/electronic", archive.electronic.is_some())]
    {
        if !is_there {
            hits.find(rule, path, "no holding", "paper and electronic");
        }
    }
    let Some(electronic) = &archive.electronic else { return };
    if let Some(paper) = &archive.paper {
        match (paper.pages, electronic.pages) {
            (Some(paper), Some(pages)) if paper != pages => {
                hits.find(rule, "/archive/electronic/pages", pages.to_string(), format!("{paper} as on paper"));
            }
            (None, _) => hits.missing(rule, "/archive/paper/pages"),
            (_, None) => hits.missing(rule, "/archive/electronic/pages"),
            _ => {}
        }
    }
    let held = stated(electronic.digest).map(str::trim);
    let package = case.record.package.as_ref().filter(|_| case.carries(Facet::Package));
    let uploaded = package.and_then(|package| stated(package.upload_digest)).map(str::trim);
    match (uploaded, held) {
        (Some(uploaded), Some(held)) if uploaded != held => {
            hits.find(rule, "/archive/electronic/digest", held, format!("{uploaded} as uploaded"));
        }
        (Some(_), Some(_)) => {}
        (Some(_), None) => hits.missing(rule, "/archive/electronic/digest"),
        (None, _) if case.carries(Facet::Package) => match package.and_then(|package| package.uploaded_at) {
            Some(_) => {
                hits.find(rule, "/package/upload_digest", "no digest", "the digest of the upload").also(true);
            }
            // What was never uploaded has no digest; TM-02 says so.
            None => hits.missing(rule, "/package/upload_digest"),
        },
        // A source without the package tells of the upload only by what is held.
        (None, None) => {
            hits.find(rule, "/archive/electronic/digest", "no digest", "the digest of the upload").also(true);
        }
        (None, Some(_)) => {}
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::AR_01, cabinet_unfit),
    row(&rule::AR_02, label_wrong),
    row(&rule::AR_03, shelf_order),
    row(&rule::AR_04, not_read_only),
    row(&rule::AR_05, off_site_copy_missing),
    row_with_own_facets(&rule::AR_06, person_file::incomplete_with_people).only(Only::SpecialOperation),
    row(&rule::AR_07, person_file::qualification_link_missing).only(Only::Management),
    row(&rule::AR_08, tracks_differ),
    row(&rule::AR_09, links::broken),
];
