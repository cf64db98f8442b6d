//! What the rules read of one version of the policy: looked up once, typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use regex::Regex;
use rust_decimal::Decimal;

use super::paper::Layout;
use super::wording::Wording;
use crate::error::{Error, ErrorCode, Result};
use crate::policy::PolicyVersion;
use crate::record::{Numbers, StepLimits};
use crate::retention::RetentionTerms;
use crate::vocab::{Code, Element, PhotoScene, ProofKind, TrainingKind};

/// The pattern that the policy ships; checked without the engine of patterns.
const USUAL_NUMBER: &str = "[A-Za-z0-9-]{1,32}";

/// One version of the policy as the rules read it. `None` = the host has to set it and has not.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// Minutes before the start by which the sheet is issued.
    pub(crate) issue_before: i64,
    /// Photos that are asked.
    pub(crate) photos: usize,
    /// Views that are asked.
    pub(crate) views: Vec<PhotoScene>,
    /// Pass mark, points of 100.
    pub(crate) pass_mark: Option<Decimal>,
    /// Elements that are asked of a training.
    pub(crate) elements: Vec<Element>,
    /// Elements that are asked of the log of a team.
    pub(crate) team_elements: Vec<Element>,
    /// Whether the effect evaluation is asked.
    pub(crate) effect_evaluation: bool,
    /// Whether a record of whose file a fact is unknown does not count in the 规范率, instead of not conforming.
    pub(crate) unknown_format_is_undefined: bool,
    /// Proofs by kind of training.
    proofs: BTreeMap<TrainingKind, Vec<ProofKind>>,
    /// Proofs of an online session.
    pub(crate) online: Option<Vec<ProofKind>>,
    /// Seconds of video that are asked.
    pub(crate) video: i64,
    /// Resolution that is asked of a scan.
    pub(crate) dpi: u32,
    /// Layout on paper.
    pub(super) layout: Layout,
    /// Share of the planned topics that has to be taught.
    pub(super) content_match: Decimal,
    /// Label of the cabinet.
    pub(super) cabinet_label: String,
    /// Months within which a record has to be on a disc off site.
    pub(super) disc_months: Option<u32>,
    /// Limits of the steps.
    pub(crate) steps: StepLimits,
    /// Terms of retention.
    pub(crate) retention: RetentionTerms,
    /// Hours to mend a minor defect after the slip.
    pub(crate) rectify_minor: u32,
    /// Hours to mend a general defect after the slip.
    pub(crate) rectify_general: u32,
    /// Hours to report a severe defect: at once.
    pub(crate) severe_report: u32,
    /// Hours of grace to report a severe defect.
    pub(crate) severe_tolerance: u32,
    /// Persons by which those seen may differ from those signed in.
    pub(crate) camera_tolerance: usize,
    /// Confidence below which a person has to confirm what was seen.
    pub(crate) min_confidence: Option<Decimal>,
    /// Minutes at either end of a session that a supervisor may miss.
    pub(crate) supervision_tolerance: i64,
    /// Tags of high-risk work that need supervision on site; `*` = every tag.
    pub(crate) supervised_tags: Vec<String>,
    /// Whether the earliest of several limits counts.
    pub(crate) strictest: bool,
    /// Department code → unit.
    pub(crate) departments: Option<BTreeMap<String, String>>,
    /// Type code → kinds of training.
    pub(crate) types: Option<BTreeMap<String, Vec<String>>>,
    /// First day of the certificate regime without review.
    pub(crate) regime: Option<NaiveDate>,
    /// The wording, where the policy asks for it.
    pub(super) wording: Option<Wording>,
    /// Pattern of an employee number; `None` = the usual one.
    number: Option<Regex>,
}

impl Terms {
    /// Reads one version.
    ///
    /// # Errors
    /// A pattern of employee numbers that is no pattern.
    pub(crate) fn of(policy: &PolicyVersion) -> Result<Self> {
        let count = |key: &str| policy.count(key).unwrap_or(0);
        let small = |key: &str| u32::try_from(count(key)).unwrap_or(u32::MAX);
        let pattern = policy.text("employee_no.pattern").unwrap_or(USUAL_NUMBER);
        let team = policy.codes("elements.team_activity").unwrap_or_default();
        Ok(Terms {
            issue_before: i64::from(small("signin.issue_before")),
            photos: usize::try_from(count("photos.min")).unwrap_or(usize::MAX),
            views: values(policy.codes("photos.views")),
            pass_mark: policy.decimal("assess.pass_mark"),
            elements: values(policy.codes("elements.required")),
            team_elements: team.iter().flat_map(|code| team_element(code)).copied().collect(),
            effect_evaluation: policy.flag("elements.effect_evaluation").unwrap_or(true),
            unknown_format_is_undefined: policy.text("quality.format.unknown") == Some("Undefined"),
            proofs: TrainingKind::ALL.iter().map(|kind| (*kind, values(policy.proofs_of(kind.code())))).collect(),
            online: policy.codes("proofs.online").map(|codes| values(Some(codes))),
            video: i64::from(small("video.min")) * 60,
            dpi: small("scan.dpi_min"),
            layout: Layout::of(policy)?,
            content_match: policy.decimal("review.content_match_min").unwrap_or(Decimal::ONE),
            cabinet_label: policy.text("storage.cabinet_label").unwrap_or_default().to_owned(),
            disc_months: policy.count("backup.disc.every").and_then(|months| u32::try_from(months).ok()),
            steps: StepLimits::of(policy),
            retention: RetentionTerms::of(policy),
            rectify_minor: small("rectify.minor"),
            rectify_general: small("rectify.general"),
            severe_report: small("rectify.severe.report"),
            severe_tolerance: small("rectify.severe.tolerance"),
            camera_tolerance: usize::try_from(count("camera.tolerance")).unwrap_or(usize::MAX),
            min_confidence: policy.decimal("ai.min_confidence"),
            supervision_tolerance: i64::from(small("supervision.tolerance")),
            supervised_tags: policy.codes("supervision.required_for").unwrap_or_default().to_vec(),
            strictest: policy.flag("conflict.strictest").unwrap_or(false),
            departments: policy.texts("number.department_codes").cloned(),
            types: policy.table("number.type_codes").cloned(),
            regime: policy.date("regime.certificates_from"),
            wording: Wording::of(policy)?,
            number: if pattern == USUAL_NUMBER { None } else { Some(compiled(pattern)?) },
        })
    }

    /// The proofs that a kind of training has to have.
    pub(crate) fn proofs(&self, kind: TrainingKind) -> &[ProofKind] {
        self.proofs.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The form of employee numbers.
    pub(crate) fn numbers(&self) -> Numbers<'_> {
        self.number.as_ref().map_or(Numbers::Usual, Numbers::Pattern)
    }
}

fn values<C: Code>(codes: Option<&[String]>) -> Vec<C> {
    codes.unwrap_or_default().iter().filter_map(|code| C::from_code(code)).collect()
}

/// The elements of a training that an element of the log of a team stands for (C-52).
fn team_element(code: &str) -> &'static [Element] {
    match code {
        "Time" => &[Element::Date, Element::Time],
        "Topic" => &[Element::Topic],
        "Participants" => &[Element::Participants],
        "Discussion" => &[Element::ContentSummary],
        "Leader" => &[Element::RecorderSignature],
        _ => &[],
    }
}

fn compiled(pattern: &str) -> Result<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 20).build().map_err(|_| {
        Error::new(ErrorCode::Range, "a pattern that cannot be used", "a regular expression").at("employee_no.pattern")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;

    #[test]
    fn the_seed_sets_what_the_scheme_states() {
        let terms = Terms::of(&PolicyBook::seed().versions()[0]).unwrap();
        assert_eq!((terms.issue_before, terms.photos, terms.video, terms.dpi), (10, 3, 900, 300));
        assert_eq!((terms.rectify_minor, terms.rectify_general, terms.severe_tolerance), (24, 48, 1));
        assert_eq!(terms.views, PhotoScene::ALL);
        assert_eq!(terms.elements, Element::ALL);
        assert_eq!(terms.team_elements.len(), 6);
        assert_eq!(terms.proofs(TrainingKind::Refresher), [ProofKind::SignIn, ProofKind::Video, ProofKind::ExamPaper]);
        assert_eq!(
            terms.proofs(TrainingKind::SpecialOperation),
            [ProofKind::SignIn, ProofKind::Video, ProofKind::CertificateCopy]
        );
        assert_eq!((terms.pass_mark, terms.online.is_none(), terms.types.is_none()), (None, true, true));
        assert_eq!((terms.camera_tolerance, terms.supervision_tolerance), (0, 0));
        assert_eq!(
            (terms.min_confidence, terms.supervised_tags.as_slice()),
            (Some(Decimal::new(9, 1)), &["*".to_owned()][..])
        );
        let steps = terms.steps;
        assert_eq!(
            (steps.paper, steps.electronic, steps.self_check, steps.review, steps.returned),
            (Some(24), Some(24), Some(24), Some(3), Some(2))
        );
    }

    #[test]
    fn numbers_match_the_usual_pattern_or_that_of_the_host() {
        let mut book = PolicyBook::seed();
        let usual = Terms::of(&book.versions()[0]).unwrap();
        assert!(
            usual.numbers().fits("E-10086")
                && !usual.numbers().fits("工10086")
                && !usual.numbers().fits(&"1".repeat(33))
                && !usual.numbers().fits("E 1")
        );
        book.set(0, "employee_no.pattern", "[0-9]{6}", "").unwrap();
        let own = Terms::of(&book.versions()[0]).unwrap();
        assert!(own.numbers().fits("123456") && !own.numbers().fits("1234567") && !own.numbers().fits("E12345"));
    }
}
