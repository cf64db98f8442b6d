//! The fields of the subset as borrowed structs for `serde_json`: what somebody would write who needs no more of a record.

use std::borrow::Cow;
use std::ops::Deref;

use serde::Deserialize;

/// A text, borrowed where it has no escapes.
#[derive(Debug, Deserialize)]
pub struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TimeRange<'a> {
    #[serde(borrow)]
    pub from: Option<Text<'a>>,
    #[serde(borrow)]
    pub to: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Person<'a> {
    #[serde(borrow)]
    pub employee_no: Option<Text<'a>>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Run<'a> {
    #[serde(borrow)]
    pub text: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RichText<'a> {
    #[serde(borrow)]
    pub runs: Vec<Run<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Signature<'a> {
    #[serde(borrow)]
    pub kind: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entry<'a> {
    #[serde(borrow)]
    pub person: Option<Person<'a>>,
    #[serde(borrow)]
    pub signature: Option<Signature<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn<'a> {
    #[serde(borrow)]
    pub entries: Vec<Entry<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Participant<'a> {
    #[serde(borrow)]
    pub person: Option<Person<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Outcome<'a> {
    #[serde(borrow)]
    pub verdict: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Assessment<'a> {
    #[serde(borrow)]
    pub method: Option<Text<'a>>,
    #[serde(borrow)]
    pub results: Vec<Outcome<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Photo<'a> {
    #[serde(borrow)]
    pub digest: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Video<'a> {
    #[serde(borrow)]
    pub from: Option<Text<'a>>,
    #[serde(borrow)]
    pub to: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Package<'a> {
    #[serde(borrow)]
    pub handed_at: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Archive<'a> {
    #[serde(borrow)]
    pub retention_until: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record<'a> {
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    #[serde(borrow)]
    pub number: Option<Text<'a>>,
    #[serde(borrow)]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub department: Option<Text<'a>>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub date: Option<Text<'a>>,
    #[serde(borrow)]
    pub time: Option<TimeRange<'a>>,
    pub duration_minutes: Option<i64>,
    #[serde(borrow)]
    pub place: Option<Text<'a>>,
    #[serde(borrow)]
    pub instructor: Option<Person<'a>>,
    #[serde(borrow)]
    pub topic: Option<Text<'a>>,
    #[serde(borrow)]
    pub content_summary: Option<RichText<'a>>,
    #[serde(borrow)]
    pub recorder_signature: Option<Signature<'a>>,
    #[serde(borrow)]
    pub sign_in: Option<SignIn<'a>>,
    #[serde(borrow)]
    pub participants: Vec<Participant<'a>>,
    #[serde(borrow)]
    pub assessment: Option<Assessment<'a>>,
    #[serde(borrow)]
    pub photos: Vec<Photo<'a>>,
    #[serde(borrow)]
    pub videos: Vec<Video<'a>>,
    #[serde(borrow)]
    pub package: Option<Package<'a>>,
    #[serde(borrow)]
    pub archive: Option<Archive<'a>>,
}
