//! What is taught (培训主题): names, topics, places and texts, several for each kind of training.
//!
//! The texts keep what the later rules of wording ask: figures and steps in the summary, prohibitions in bold. `**`
//! stands around what is bold.

mod office;
mod response;
mod shop_floor;
mod team;

use anxun::vocab::{
    Activity, Capability, EmergencyForm, FourNewSubject, Level, ManagementPost, SpecialOperation, Stage, TrainingKind,
};

/// A training that is held again and again.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Code of the topic.
    pub code: &'static str,
    /// Kind of training.
    pub kind: TrainingKind,
    /// Level, where the kind has one.
    pub level: Option<Level>,
    /// What tells one session from another of its kind.
    pub variant: Variant,
    /// Name of the training.
    pub name: &'static str,
    /// Topic.
    pub topic: &'static str,
    /// Places where it is held.
    pub places: &'static [&'static str],
    /// Length in minutes.
    pub minutes: u32,
    /// Summary of the content, sentence by sentence.
    pub summary: &'static [&'static str],
    /// Knowledge points of the lecture log.
    pub points: &'static [&'static str],
    /// Points of the cases.
    pub cases: &'static str,
    /// Interaction.
    pub interaction: &'static str,
    /// The mark at a clause of law.
    pub law: &'static str,
    /// The mark at a prohibition.
    pub prohibition: &'static str,
    /// Goal of the plan item.
    pub goal: &'static str,
    /// What was found when the effect was evaluated.
    pub effect: &'static str,
    /// Capabilities served.
    pub capabilities: &'static [Capability],
    /// How people are assessed.
    pub method: &'static str,
    /// Id of the standard paper; none where there is no theory exam.
    pub paper: Option<&'static str>,
    /// The practical sheet, where there is one.
    pub practical: Option<Practical>,
    /// Tags of high-risk work.
    pub high_risk: &'static [&'static str],
    /// Departments that hold it; empty for all.
    pub departments: &'static [&'static str],
}

/// What tells one session from another of its kind.
#[derive(Clone, Copy, Debug)]
pub enum Variant {
    /// Nothing.
    Plain,
    /// On special equipment.
    Equipment(&'static str),
    /// A special operation and its stage.
    Operation(SpecialOperation, Stage),
    /// A post of management.
    Management(ManagementPost),
    /// Something new, and its name.
    FourNew(FourNewSubject, &'static str),
    /// An emergency training.
    Emergency(EmergencyForm, Drill),
    /// An activity of a team.
    Team(Activity),
    /// Another statutory training: name and legal basis.
    Other(&'static str, &'static str),
}

/// A drill.
#[derive(Clone, Copy, Debug)]
pub struct Drill {
    /// Type of the drill.
    pub kind: &'static str,
    /// Groups with the minutes after which each was in place.
    pub groups: &'static [(&'static str, i64)],
    /// Material: item, quantity, unit; empty where none was used.
    pub supplies: &'static [(&'static str, &'static str, &'static str)],
}

/// A practical sheet.
#[derive(Clone, Copy, Debug)]
pub struct Practical {
    /// Task.
    pub task: &'static str,
    /// Steps: name, error that is made now and then, reason of the deduction.
    pub steps: &'static [(&'static str, &'static str, &'static str)],
    /// Time allowed in seconds.
    pub seconds: u32,
}

/// A drill of which nothing is said.
const NO_DRILL: Drill = Drill { kind: "", groups: &[], supplies: &[] };

/// What most subjects have in common.
const SUBJECT: Subject = Subject {
    code: "",
    kind: TrainingKind::Refresher,
    level: None,
    variant: Variant::Plain,
    name: "",
    topic: "",
    places: &["培训中心201教室", "培训中心305教室"],
    minutes: 90,
    summary: &[],
    points: &[],
    cases: "",
    interaction: "随堂提问5人次，回答正确4人次，错误处当场讲评。",
    law: "《中华人民共和国安全生产法》第二十八条第一款",
    prohibition: "",
    goal: "",
    effect: "课后一周现场抽查10人，提问正确率不低于90%，达到培训目标。",
    capabilities: &[Capability::Knowledge, Capability::Rules],
    method: "闭卷笔试，满分100分",
    paper: Some("AQ-TK-01"),
    practical: None,
    high_risk: &[],
    departments: &[],
};

/// Every subject, in a fixed order.
#[must_use]
pub fn subjects() -> Vec<&'static Subject> {
    [office::SUBJECTS, shop_floor::SUBJECTS, response::SUBJECTS, team::SUBJECTS].into_iter().flatten().collect()
}

/// The subjects of a kind.
#[must_use]
pub fn of_kind(kind: TrainingKind) -> Vec<&'static Subject> {
    subjects().into_iter().filter(|subject| subject.kind == kind).collect()
}

impl Subject {
    /// Whether a department holds it.
    #[must_use]
    pub fn is_held_by(&self, department: &str) -> bool {
        self.departments.is_empty() || self.departments.contains(&department)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_several_and_codes_are_unique() {
        let mut codes: Vec<_> = subjects().iter().map(|subject| subject.code).collect();
        for kind in TrainingKind::ALL {
            assert!(of_kind(*kind).len() >= 2, "{kind}");
        }
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }

    #[test]
    fn texts_say_something_and_prohibitions_are_bold() {
        for subject in subjects() {
            assert!(!subject.name.is_empty() && !subject.topic.is_empty(), "{}", subject.code);
            let whole = subject.summary.concat();
            assert!(whole.chars().any(|c| c.is_ascii_digit()), "{} has no figure", subject.code);
            for sentence in subject.summary.iter().chain(subject.points) {
                let is_key = ["严禁", "禁止", "必须", "不得"].iter().any(|word| sentence.contains(word));
                assert!(!is_key || sentence.contains("**"), "{}: {sentence}", subject.code);
                assert_eq!(sentence.matches("**").count() % 2, 0, "{}: {sentence}", subject.code);
            }
        }
    }
}
