//! The room and its cabinets (VII.2.3.a): AR-11.

use std::collections::BTreeMap;

use super::facts::{RoomCabinet, RoomMedium};
use super::{Case, Hits};
use crate::rule::{self, Rule};
use crate::value::stated;
use crate::vocab::MediumKind;

const RULE: &Rule = &rule::AR_11;

pub(super) fn judge(case: &Case<'_>, hits: &mut Hits) {
    let room = case.room;
    for (path, is_so, lacks, expected) in [
        ("/separate", room.separate, "not separate", "a room of its own"),
        ("/climate_control", room.climate_control, "no climate control", "control of temperature and humidity"),
    ] {
        match is_so {
            Some(true) => {}
            Some(false) => hits.find(RULE, path, lacks, expected),
            None => hits.missing(RULE, path),
        }
    }
    if room.cabinets.is_empty() {
        hits.missing(RULE, "/cabinets");
    }
    for (at, cabinet) in room.cabinets.iter().enumerate() {
        fit(at, cabinet, hits);
    }
    let cabinets = Cabinets::of(&room.cabinets);
    for (at, medium) in room.media.iter().enumerate() {
        kept(&cabinets, at, medium, hits);
    }
}

/// The cabinets by their ids, looked up for each medium.
struct Cabinets<'a> {
    /// Position, and whether it is anti-magnetic; of several of one id the first.
    by_id: BTreeMap<&'a str, (usize, Option<bool>)>,
    /// The first one without an id.
    nameless: Option<usize>,
}

impl<'a> Cabinets<'a> {
    fn of(cabinets: &'a [RoomCabinet]) -> Self {
        let mut found = Cabinets { by_id: BTreeMap::new(), nameless: None };
        for (at, cabinet) in cabinets.iter().enumerate() {
            match stated(cabinet.id.as_deref()).map(str::trim) {
                Some(id) => _ = found.by_id.entry(id).or_insert((at, cabinet.antimagnetic)),
                None => _ = found.nameless.get_or_insert(at),
            }
        }
        found
    }
}

/// Each cabinet is fire- and damp-proof; one finding for all that it is not.
fn fit(at: usize, cabinet: &RoomCabinet, hits: &mut Hits) {
    let looks = [("fireproof", cabinet.fireproof), ("dampproof", cabinet.dampproof)];
    let wrong: Vec<String> =
        looks.iter().filter(|(_, is_so)| *is_so == Some(false)).map(|(name, _)| format!("not {name}")).collect();
    if !wrong.is_empty() {
        hits.find(RULE, format!("/cabinets/{at}"), wrong.join(", "), "fireproof, dampproof");
    } else if let Some((name, _)) = looks.iter().find(|(_, is_so)| is_so.is_none()) {
        hits.missing(RULE, format!("/cabinets/{at}/{name}"));
    }
}

/// A magnetic medium is kept in an anti-magnetic cabinet; optical discs are not magnetic, what is in the cloud is not here.
fn kept(cabinets: &Cabinets<'_>, at: usize, medium: &RoomMedium, hits: &mut Hits) {
    let path = |name: &str| format!("/media/{at}/{name}");
    match medium.kind {
        Some(MediumKind::HardDisk | MediumKind::Tape) => {}
        Some(MediumKind::OpticalDisc | MediumKind::Cloud) => return,
        None => return hits.missing(RULE, path("kind")),
    }
    let expected = "an anti-magnetic cabinet of the room";
    let Some(place) = stated(medium.cabinet.as_deref()).map(str::trim) else {
        return hits.missing(RULE, path("cabinet"));
    };
    match cabinets.by_id.get(place).copied() {
        Some((_, Some(true))) => {}
        Some((_, Some(false))) => {
            hits.find(RULE, path("cabinet"), format!("cabinet {place}, not anti-magnetic"), expected);
        }
        Some((found, None)) => hits.missing(RULE, format!("/cabinets/{found}/antimagnetic")),
        // Of cabinets without ids nobody knows which it is.
        None => match cabinets.nameless {
            Some(nameless) => hits.missing(RULE, format!("/cabinets/{nameless}/id")),
            None => hits.find(RULE, path("cabinet"), format!("cabinet {place}, which is not of the room"), expected),
        },
    }
}
