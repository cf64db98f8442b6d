//! The tree of units (组织架构): codes, descendants, and the department of each unit.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::data::{Unit, UnitKind};
use super::{Fixed, key::identifier};
use crate::error::{Error, ErrorCode, Result};

/// The index over a list of units; every number in it is a place in that list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    codes: HashMap<String, usize, Fixed>,
    /// The units from the roots down, each before what belongs to it, brothers in the order of their codes.
    order: Vec<usize>,
    /// For each unit the part of `order` with its descendants, itself excluded.
    below: Vec<(usize, usize)>,
    department: Vec<usize>,
    /// The departments, in the order of their codes.
    departments: Vec<usize>,
}

impl Tree {
    /// Indexes the units.
    ///
    /// # Errors
    /// `DuplicateCode`, `UnknownUnit` for a parent that is not there, `OrgCycle`.
    pub(super) fn new(units: &[Unit]) -> Result<Tree> {
        let codes = codes(units)?;
        let parents = parents(units, &codes)?;
        let (order, below) = ordered(units, &parents);
        cycle_free(units, &order)?;
        let department = departments_by_unit(units, &parents, &order);
        let is_one = |at: &usize| {
            department.get(*at) == Some(at)
                && matches!(
                    units.get(*at).map(|unit| unit.kind),
                    Some(UnitKind::Department | UnitKind::Workshop | UnitKind::ProjectDept)
                )
        };
        let mut departments: Vec<usize> = (0..units.len()).filter(is_one).collect();
        departments.sort_by_key(|at| units.get(*at).map(|unit| unit.code.as_str()));
        Ok(Tree { codes, order, below, department, departments })
    }

    /// The place of a unit in the list.
    pub(super) fn find(&self, code: &str) -> Option<usize> {
        self.codes.get(&*identifier(code)).copied()
    }

    /// The units below one, without itself.
    pub(super) fn below(&self, at: usize) -> &[usize] {
        self.below.get(at).and_then(|(start, end)| self.order.get(*start..*end)).unwrap_or_default()
    }

    /// The department of a unit.
    pub(super) fn department(&self, at: usize) -> usize {
        self.department.get(at).copied().unwrap_or(at)
    }

    /// The departments, in the order of their codes.
    pub(super) fn departments(&self) -> &[usize] {
        &self.departments
    }
}

fn codes(units: &[Unit]) -> Result<HashMap<String, usize, Fixed>> {
    let mut codes: HashMap<String, usize, Fixed> = HashMap::with_capacity_and_hasher(units.len(), Fixed::default());
    for (at, unit) in units.iter().enumerate() {
        match codes.entry(unit.code.clone()) {
            Entry::Vacant(place) => place.insert(at),
            Entry::Occupied(_) => {
                return Err(Error::new(ErrorCode::DuplicateCode, unit.code.clone(), "each code once")
                    .at(format!("/units/{at}/code")));
            }
        };
    }
    Ok(codes)
}

fn parents(units: &[Unit], codes: &HashMap<String, usize, Fixed>) -> Result<Vec<Option<usize>>> {
    units
        .iter()
        .enumerate()
        .map(|(at, unit)| match &unit.parent {
            None => Ok(None),
            Some(parent) => codes.get(parent).copied().map(Some).ok_or_else(|| {
                Error::new(ErrorCode::UnknownUnit, parent.clone(), "the code of a unit")
                    .at(format!("/units/{at}/parent"))
            }),
        })
        .collect()
}

/// The order from the roots down and the part below each unit. What hangs in a cycle is reached from no root and left out.
fn ordered(units: &[Unit], parents: &[Option<usize>]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    let mut by_code: Vec<usize> = (0..units.len()).collect();
    // Last first: a stack gives them back the other way round.
    by_code.sort_by_key(|at| std::cmp::Reverse(units.get(*at).map(|unit| unit.code.as_str())));
    let mut stack = Vec::new();
    for at in by_code {
        match parents.get(at).copied().flatten() {
            None => stack.push((at, false)),
            Some(parent) => children.get_mut(parent).into_iter().for_each(|list| list.push(at)),
        }
    }
    let mut order = Vec::with_capacity(units.len());
    let mut below = vec![(0, 0); units.len()];
    while let Some((at, left)) = stack.pop() {
        let Some(part) = below.get_mut(at) else { continue };
        if left {
            part.1 = order.len();
            continue;
        }
        order.push(at);
        part.0 = order.len();
        stack.push((at, true));
        stack.extend(children.get(at).into_iter().flatten().map(|child| (*child, false)));
    }
    (order, below)
}

fn cycle_free(units: &[Unit], order: &[usize]) -> Result<()> {
    let mut reached = vec![false; units.len()];
    for at in order {
        reached.get_mut(*at).into_iter().for_each(|mark| *mark = true);
    }
    match reached.iter().position(|mark| !mark) {
        None => Ok(()),
        Some(at) => {
            let code = units.get(at).map(|unit| unit.code.clone()).unwrap_or_default();
            Err(Error::new(ErrorCode::OrgCycle, code, "a unit that leads up to a root")
                .at(format!("/units/{at}/parent")))
        }
    }
}

/// The nearest department at or above each unit; without one the nearest workshop or project department; without one
/// the unit itself.
fn departments_by_unit(units: &[Unit], parents: &[Option<usize>], order: &[usize]) -> Vec<usize> {
    let mut department: Vec<usize> = (0..units.len()).collect();
    let kind = |at: usize| units.get(at).map(|unit| unit.kind);
    for at in order {
        if kind(*at) == Some(UnitKind::Department) {
            continue;
        }
        // Parents stand before their children, so that the one above is already known.
        let Some(above) = parents.get(*at).copied().flatten().and_then(|parent| department.get(parent).copied()) else {
            continue;
        };
        let own = matches!(kind(*at), Some(UnitKind::Workshop | UnitKind::ProjectDept));
        let taken = match kind(above) {
            Some(UnitKind::Department) => true,
            Some(UnitKind::Workshop | UnitKind::ProjectDept) => !own,
            _ => false,
        };
        if taken {
            department.get_mut(*at).into_iter().for_each(|place| *place = above);
        }
    }
    department
}

#[cfg(test)]
mod tests {
    use super::*;
    use UnitKind::{Branch, Department, Headquarters, ProjectDept, Team, Workshop};

    fn unit(code: &str, kind: UnitKind, parent: &str) -> Unit {
        Unit { code: code.into(), name: code.into(), kind, parent: (!parent.is_empty()).then(|| parent.into()) }
    }

    fn plant() -> Vec<Unit> {
        vec![
            unit("T2", Team, "W1"),
            unit("T1", Team, "W1"),
            unit("W1", Workshop, "SC"),
            unit("SC", Department, "HQ"),
            unit("HQ", Headquarters, ""),
            unit("AJ", Department, "HQ"),
            unit("BR", Branch, "HQ"),
            unit("W9", Workshop, "BR"),
            unit("T9", Team, "W9"),
            unit("T0", Team, "BR"),
            unit("P1", ProjectDept, ""),
        ]
    }

    fn names<'a>(units: &'a [Unit], places: &[usize]) -> Vec<&'a str> {
        places.iter().map(|at| units[*at].code.as_str()).collect()
    }

    #[test]
    fn descendants_stand_from_the_top_in_the_order_of_their_codes() {
        let units = plant();
        let tree = Tree::new(&units).unwrap();
        let below = |code: &str| names(&units, tree.below(tree.find(code).unwrap()));
        assert_eq!(below("SC"), ["W1", "T1", "T2"]);
        assert_eq!(below("HQ"), ["AJ", "BR", "T0", "W9", "T9", "SC", "W1", "T1", "T2"]);
        assert!(below("T1").is_empty() && below("P1").is_empty());
        assert_eq!(tree.find(" SC "), tree.find("SC"));
        assert_eq!(tree.find("sc"), None);
    }

    #[test]
    fn the_department_is_the_nearest_one_above() {
        let units = plant();
        let tree = Tree::new(&units).unwrap();
        for (code, department) in [
            ("T1", "SC"),
            ("W1", "SC"),
            ("SC", "SC"),
            ("AJ", "AJ"),
            ("HQ", "HQ"),
            ("BR", "BR"),
            ("W9", "W9"),
            ("T9", "W9"),
            ("T0", "T0"),
            ("P1", "P1"),
        ] {
            assert_eq!(units[tree.department(tree.find(code).unwrap())].code, department, "{code}");
        }
        assert_eq!(names(&units, tree.departments()), ["AJ", "P1", "SC", "W9"]);
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let mut units = plant();
        let tree = Tree::new(&units).unwrap();
        let before: Vec<_> = names(&units, &tree.order).into_iter().map(str::to_owned).collect();
        units.reverse();
        let tree = Tree::new(&units).unwrap();
        assert_eq!(names(&units, &tree.order), before);
    }

    #[test]
    fn refused_trees_i_3_a() {
        let refused = |units: &[Unit]| {
            let error = Tree::new(units).unwrap_err();
            (error.code, error.path)
        };
        let twice = [unit("A", Department, ""), unit("A", Team, "")];
        assert_eq!(refused(&twice), (ErrorCode::DuplicateCode, "/units/1/code".into()));
        assert_eq!(refused(&[unit("A", Team, "B")]), (ErrorCode::UnknownUnit, "/units/0/parent".into()));
        assert_eq!(refused(&[unit("A", Team, "A")]), (ErrorCode::OrgCycle, "/units/0/parent".into()));
        let ring = [unit("R", Headquarters, ""), unit("A", Team, "C"), unit("B", Team, "A"), unit("C", Team, "B")];
        assert_eq!(refused(&ring), (ErrorCode::OrgCycle, "/units/1/parent".into()));
    }

    #[test]
    fn a_chain_of_any_depth_needs_no_stack() {
        let units: Vec<Unit> = (0..20_000)
            .map(|at| unit(&format!("U{at}"), Team, &if at == 0 { String::new() } else { format!("U{}", at - 1) }))
            .collect();
        let tree = Tree::new(&units).unwrap();
        assert_eq!(tree.below(0).len(), 19_999);
    }
}
