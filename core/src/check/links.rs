//! The links to what proves the record (I.4.4.b): AR-09.

use super::case::{Case, Hits};
use super::steps::was_archived;
use crate::record::heading::LinksView;
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::stated;
use crate::vocab::{Delivery, ProofKind};

const RULE: &Rule = &rule::AR_09;

/// AR-09: a link that the kind must have is missing, or a link leads to nothing on the record.
pub(super) fn broken(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(links) = &case.record.links else {
        if was_archived(case) {
            judge(case, &LinksView::default(), hits);
        } else {
            // They are written when the record is archived; what is there before is judged before.
            hits.unknown(RULE, Reason::NotReached);
        }
        return;
    };
    judge(case, links, hits);
}

fn judge(case: &Case<'_, '_>, links: &LinksView<'_>, hits: &mut Hits) {
    let record = case.record;
    let asks = |proof: ProofKind| case.proofs.contains(&proof);
    let is_on_site = record.delivery() != Delivery::Online;
    if record.delivery() != Delivery::OnSite && case.terms.online.is_none() && !record.is_team_activity() {
        hits.unset(RULE, "proofs.online");
    }
    let plan = record.plan_item.as_ref().map(|item| ("/plan_item/id", item.id));
    let is_asked = !record.is_team_activity();
    one(case, hits, Link { path: "/links/plan", id: links.plan, is_asked, facet: Facet::Plan, target: plan });
    let sheet = record.sign_in.as_ref().map(|sheet| ("/sign_in/digest", sheet.digest));
    let is_asked = asks(ProofKind::SignIn);
    one(case, hits, Link { path: "/links/sign_in", id: links.sign_in, is_asked, facet: Facet::SignIn, target: sheet });
    // A special operation needs its paper for completeness (C-13).
    papers(case, links, asks(ProofKind::ExamPaper) || (record.is_special_operation() && is_on_site), hits);
    media(case, links, asks(ProofKind::Video) || (!record.is_team_activity() && is_on_site), hits);
}

/// A link to one thing.
struct Link<'l, 'a> {
    /// Place of the link.
    path: &'static str,
    /// What it names.
    id: Option<&'a str>,
    /// Whether the kind must have it.
    is_asked: bool,
    /// Facet in which the thing stands.
    facet: Facet,
    /// The thing on the record: where its id stands, and the id.
    target: Option<(&'static str, Option<&'l str>)>,
}

fn one(case: &Case<'_, '_>, hits: &mut Hits, link: Link<'_, '_>) {
    let Some(id) = stated(link.id).map(str::trim) else {
        if link.is_asked {
            hits.find(RULE, link.path, "no link", "a link to what stands on the record");
        }
        return;
    };
    match link.target.map(|(place, own)| (place, stated(own).map(str::trim))) {
        Some((_, Some(own))) if own == id => {}
        _ if !case.carries(link.facet) => hits.unknown(RULE, Reason::FacetAbsent),
        Some((place, None)) => hits.missing(RULE, place),
        Some((_, Some(own))) => {
            hits.find(RULE, link.path, id, own);
        }
        None => {
            hits.find(RULE, link.path, id, "something on the record");
        }
    }
}

fn papers(case: &Case<'_, '_>, links: &LinksView<'_>, is_asked: bool, hits: &mut Hits) {
    let assessment = case.record.assessment.as_ref();
    let papers = assessment.into_iter().flat_map(|assessment| {
        let sheet = assessment.score_sheet.iter().map(|sheet| ("/assessment/score_sheet/digest".into(), sheet.digest));
        let papers = assessment.papers.iter().map(|one| (Place::Item("/assessment/papers", one.index), one.digest));
        let practicals = assessment.practicals.iter();
        papers.chain(practicals.map(|one| (Place::Item("/assessment/practicals", one.index), one.digest))).chain(sheet)
    });
    many(hits, "/links/papers", &links.papers, is_asked, case.carries(Facet::Assessment), papers);
}

fn media(case: &Case<'_, '_>, links: &LinksView<'_>, is_asked: bool, hits: &mut Hits) {
    let record = case.record;
    let photos = record.photos.iter().map(|one| (Place::Item("/photos", one.index), one.digest));
    let videos = record.videos.iter().map(|one| (Place::Item("/videos", one.index), one.digest));
    let online = record.online.iter().flat_map(|trace| {
        [
            ("/online/recording", trace.recording),
            ("/online/login_trace", trace.login_trace),
            ("/online/test", trace.test),
        ]
    });
    // What was not recorded online has no digest, and lacks none.
    let online = online.filter(|(_, digest)| digest.is_some()).map(|(place, digest)| (place.into(), digest));
    let is_carried = case.carries(Facet::Photos) && case.carries(Facet::Video);
    many(hits, "/links/media", &links.media, is_asked, is_carried, photos.chain(videos).chain(online));
}

/// Where the digest of a thing stands.
enum Place {
    At(&'static str),
    Item(&'static str, u32),
}

impl From<&'static str> for Place {
    fn from(path: &'static str) -> Self {
        Place::At(path)
    }
}

/// Links to things of a list. Mostly they stand in the order of the list; else its digests are sorted once.
fn many<'a>(
    hits: &mut Hits,
    path: &'static str,
    links: &[&'a str],
    is_asked: bool,
    is_carried: bool,
    things: impl Iterator<Item = (Place, Option<&'a str>)> + Clone,
) {
    if !links.iter().any(|link| stated(Some(link)).is_some()) {
        if is_asked {
            hits.find(RULE, path, "no link", "a link to what stands on the record");
        }
        return;
    }
    let digest = |(_, digest): (Place, Option<&'a str>)| stated(digest).map(str::trim);
    let mut in_order = things.clone();
    let mut sorted: Option<Vec<&str>> = None;
    let mut dangling = Vec::new();
    for link in links.iter().filter_map(|link| stated(Some(link))).map(str::trim) {
        // Things that no link names are passed over.
        let is_next = sorted.is_none() && in_order.by_ref().filter_map(digest).any(|own| own == link);
        let is_there = is_next || {
            let digests = sorted.get_or_insert_with(|| {
                let mut digests: Vec<&str> = things.clone().filter_map(digest).collect();
                digests.sort_unstable();
                digests
            });
            digests.binary_search(&link).is_ok()
        };
        if !is_there {
            dangling.push(link);
        }
    }
    if dangling.is_empty() {
        return;
    }
    if !is_carried {
        return hits.unknown(RULE, Reason::FacetAbsent);
    }
    // What has no digest may be what the link means.
    match things.clone().find(|(_, digest)| stated(*digest).is_none()) {
        Some((Place::At(place), _)) => hits.missing(RULE, place),
        Some((Place::Item(list, at), _)) => hits.missing(RULE, format!("{list}/{at}/digest")),
        None => {
            hits.find(RULE, path, dangling.join(", "), "digests of what stands on the record");
        }
    }
}
