//! What changed between two versions of the policy, for people and for machines.

use serde::Serialize;

use super::param::{Param, Unit};
use super::table::params;
use super::validate::{Direction, direction};
use super::value::ParamValue;
use super::version::PolicyVersion;

/// One value that differs between two versions (制度变更).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The key.
    pub key: &'static str,
    /// The value in the first version; `None` = not set.
    pub before: Option<ParamValue>,
    /// The value in the second version; `None` = not set.
    pub after: Option<ParamValue>,
    /// How the second stands to the first; to be set or unset is only different.
    pub direction: Direction,
    /// The unit of the numbers.
    pub unit: Unit,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

/// The values in which `b` differs from `a`, in the order of the table. Aliases and derived values are not repeated.
#[must_use]
pub fn diff(a: &PolicyVersion, b: &PolicyVersion) -> Vec<Change> {
    params().filter(|row| row.settable()).filter_map(|row| change(row, a, b)).collect()
}

fn change(row: &'static Param, a: &PolicyVersion, b: &PolicyVersion) -> Option<Change> {
    let (before, after) = (a.value(row.key), b.value(row.key));
    let direction = match (before, after) {
        (None, None) => return None,
        (Some(_), Some(_)) if row.key == "proofs.per_kind" => {
            let (before, after) = (proofs(a, b), proofs(b, a));
            (a.table(row.key) != b.table(row.key))
                .then(|| direction(row, &before, &after).unwrap_or(Direction::Different))?
        }
        (Some(before), Some(after)) => direction(row, before, after)?,
        _ => Direction::Different,
    };
    Some(Change {
        key: row.key,
        before: before.cloned(),
        after: after.cloned(),
        direction,
        unit: row.unit,
        zh: row.zh,
        en: row.en,
    })
}

/// What the kinds that have a row of their own in either version must prove in `version`.
fn proofs(version: &PolicyVersion, other: &PolicyVersion) -> ParamValue {
    let own =
        [version, other].into_iter().filter_map(|held| held.table("proofs.per_kind")).flat_map(|table| table.keys());
    ParamValue::CodesBy(own.filter_map(|kind| Some((kind.clone(), version.proofs_of(kind)?.to_vec()))).collect())
}

impl Change {
    fn shown(&self, value: Option<&ParamValue>, zh: bool) -> String {
        let unset = if zh { "未设定" } else { "not set" };
        let (Some(value), Some(row)) = (value, super::table::param(self.key)) else { return unset.to_owned() };
        let text = value.text(&row.kind, zh);
        // A share is printed as percent, which says its unit itself.
        match (self.unit, zh) {
            (Unit::None | Unit::Share, _) => text,
            (unit, true) => format!("{text}{}", unit.zh()),
            (unit, false) => format!("{text} {}", unit.en()),
        }
    }

    /// The change as one line of Chinese.
    #[must_use]
    pub fn text_zh(&self) -> String {
        let word = match self.direction {
            Direction::Stricter => "更严",
            Direction::Laxer => "更宽",
            Direction::Different => "不同",
        };
        let (before, after) = (self.shown(self.before.as_ref(), true), self.shown(self.after.as_ref(), true));
        format!("{} {}：{before} → {after}（{word}）", self.key, self.zh)
    }

    /// The change as one line of English.
    #[must_use]
    pub fn text_en(&self) -> String {
        let word = match self.direction {
            Direction::Stricter => "stricter",
            Direction::Laxer => "laxer",
            Direction::Different => "different",
        };
        let (before, after) = (self.shown(self.before.as_ref(), false), self.shown(self.after.as_ref(), false));
        format!("{} ({}): {before} → {after} ({word})", self.key, self.en)
    }
}

/// The changes in Chinese, one a line.
#[must_use]
pub fn diff_text_zh(changes: &[Change]) -> String {
    changes.iter().map(|change| change.text_zh() + "\n").collect()
}

/// The changes in English, one a line.
#[must_use]
pub fn diff_text_en(changes: &[Change]) -> String {
    changes.iter().map(|change| change.text_en() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{PolicyBook, changes_from_json};
    use crate::value::parse_date;

    fn against_seed(json: &str) -> Vec<Change> {
        let seed = PolicyVersion::seed();
        diff(&seed, &seed.with(&changes_from_json(json).unwrap(), "").unwrap())
    }

    #[test]
    fn the_revision_of_2023_in_words() {
        // G-07
        let book = PolicyBook::seed_revised_on(parse_date("2023-07-01").unwrap());
        let changes = diff(&book.versions()[0], &book.versions()[1]);
        assert_eq!(
            diff_text_zh(&changes),
            "submit.electronic.limit 电子记录上传时限（自培训结束）：48小时 → 24小时（更严）\n\
             elements.effect_evaluation 要求培训效果评估表（2023年修订起）：否 → 是（更严）\n"
        );
        assert_eq!(
            diff_text_en(&changes),
            "submit.electronic.limit (limit for uploading the electronic record, from the session's end): \
             48 hours → 24 hours (stricter)\n\
             elements.effect_evaluation (effect evaluation form asked for, since the 2023 revision): no → yes (stricter)\n"
        );
        assert!(diff(&book.versions()[1], &book.versions()[1]).is_empty());
    }

    #[test]
    fn each_change_says_its_direction() {
        let changes = against_seed(
            r#"{"photos.min":4,"rank.bottom.share":"0.05","leader.share":"0.2","assess.pass_mark":"80",
                "stage1.limit":12,"proofs.per_kind":{"Emergency":["SignIn"]},
                "quiz.cadence":{"every":2,"kind":"Month"}}"#,
        );
        let seen: Vec<_> = changes.iter().map(|change| (change.key, change.direction)).collect();
        assert_eq!(
            seen,
            [
                ("photos.min", Direction::Stricter),
                ("proofs.per_kind", Direction::Laxer),
                ("stage1.limit", Direction::Stricter),
                ("quiz.cadence", Direction::Laxer),
                ("leader.share", Direction::Different),
                ("rank.bottom.share", Direction::Laxer),
                ("assess.pass_mark", Direction::Different),
            ]
        );
        let text = diff_text_en(&changes);
        assert!(text.contains("10% → 5% (laxer)"), "{text}");
        assert!(text.contains("every month → every 2 months (laxer)"), "{text}");
        assert!(text.contains("(pass mark): not set → 80 points (different)"), "{text}");
        assert!(text.contains("{} → Emergency SignIn (laxer)"), "{text}");
    }

    #[test]
    fn a_change_is_plain_data() {
        let json = serde_json::to_string(&against_seed(r#"{"photos.min":4}"#)).unwrap();
        assert_eq!(
            json,
            r#"[{"key":"photos.min","before":3,"after":4,"direction":"Stricter","unit":"Items","zh":"活动照片最少张数（按摘要去重）","en":"least number of distinct photos"}]"#
        );
    }
}
