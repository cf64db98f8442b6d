//! Capability tags (能力标签, V.1.1): which contents of the duty to train a plan item and its lecture serve. What carries no tag counts
//! for none of them, and PL-13 says so.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};
use crate::rule::Severity;
use crate::vocab::Capability;

/// Code of the finding.
const UNTAGGED: &str = "PL-13";

/// A plan item and its lecture, as far as their tags are asked. A part that is left out is not judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tagged {
    /// The plan item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_item: Option<TaggedPart>,
    /// The lecture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lecture: Option<TaggedPart>,
}

/// The topics of a plan item or a lecture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaggedPart {
    /// The topics, as records have them.
    #[serde(default)]
    pub topics: Vec<TaggedTopic>,
}

/// A topic with its tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaggedTopic {
    /// Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Contents of the duty to train that it serves.
    #[serde(default)]
    pub capabilities: Vec<Capability>,
}

/// What the tags say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CapabilityTags {
    /// The capabilities that the plan item counts for, in the order of the law.
    pub planned: Vec<Capability>,
    /// The capabilities that the lecture counts for.
    pub taught: Vec<Capability>,
    /// One for each part that carries no tag at all.
    pub findings: Vec<UntaggedPart>,
}

/// A part without a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UntaggedPart {
    /// PL-13.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// Which part, as a JSON pointer.
    pub path: &'static str,
    /// For people, in Chinese.
    pub zh: &'static str,
    /// For people, in English.
    pub en: &'static str,
}

/// Which capabilities a plan item and a lecture count for, and PL-13 for each that counts for none.
///
/// # Errors
/// `Missing` where neither is given.
pub fn capability_tags(tagged: &Tagged) -> Result<CapabilityTags> {
    if tagged.plan_item.is_none() && tagged.lecture.is_none() {
        return Err(Error::new(ErrorCode::Missing, "nothing", "a plan item or a lecture").at("/plan_item"));
    }
    let parts = [("/plan_item/topics", &tagged.plan_item), ("/lecture/topics", &tagged.lecture)];
    let is_untagged = |part: &TaggedPart| part.topics.iter().all(|topic| topic.capabilities.is_empty());
    let untagged = parts.into_iter().filter(|(_, part)| part.as_ref().is_some_and(is_untagged));
    let finding = |(path, _): (&'static str, _)| UntaggedPart {
        code: UNTAGGED,
        severity: Severity::W,
        path,
        zh: "计划项目或授课没有能力标签，不计入任何一项能力。",
        en: "A plan item or lecture carries no capability tag, so that it counts for none of the capabilities.",
    };
    Ok(CapabilityTags {
        planned: counted(tagged.plan_item.as_ref()),
        taught: counted(tagged.lecture.as_ref()),
        findings: untagged.map(finding).collect(),
    })
}

fn counted(part: Option<&TaggedPart>) -> Vec<Capability> {
    let topics = part.map_or(&[][..], |part| part.topics.as_slice());
    let is_there = |one: &Capability| topics.iter().any(|topic| topic.capabilities.contains(one));
    Capability::ALL.iter().copied().filter(is_there).collect()
}
