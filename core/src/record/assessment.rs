//! The assessment: exam, practical sheets, results, retraining.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::declare::facts;
use super::people::{PersonRef, Signature};
use crate::value::Stamp;
use crate::vocab::{AssessmentPart, Verdict};

facts! {
    /// Assessment (考核).
    Assessment AssessmentView {
        /// How people were assessed (考核方式).
        method: Option<String>, "IV.1.1.a";
        /// Parts of the assessment (考核项目).
        parts: Vec<AssessmentPart>, "III.2.4";
        /// The theory exam (理论考试).
        theory: Option<TheoryExam>, "III.2.4.a";
        /// Score sheet (考核成绩表).
        score_sheet: Option<ScoreSheet>, "III.2.4.b";
        /// Exam papers that are filed (试卷).
        papers: Vec<ExamPaper>, "III.2.4.a";
        /// Practical sheets (实操评分).
        practicals: Vec<PracticalSheet>, "III.2.4.c";
        /// Results (考核结果).
        results: Vec<AssessmentResult>, "IV.1.1.c";
        /// Retraining of those who failed (补训).
        retrainings: Vec<Retraining>, "III.2.4.e";
        /// What was assessed, item by item (考核要点).
        items: Vec<AssessedItem>, "III.3.2.d";
    }

    /// The theory exam (理论考试).
    TheoryExam TheoryExamView {
        /// Id of the standard paper (标准化试卷).
        paper_id: Option<String>, "III.2.4.a";
        /// Its version.
        paper_version: Option<String>, "III.2.4.a";
        /// Full marks (满分).
        full_marks: Option<Decimal>, "III.2.4.a", unit("points");
        /// When it was held.
        held_at: Option<Stamp>, "III.2.4.a", past;
    }

    /// Score sheet (考核成绩表).
    ScoreSheet ScoreSheetView {
        /// Digest of the sheet.
        digest: Option<String>, "III.2.4.b";
        /// Who marked (阅卷人).
        marker: Option<PersonRef>, "III.2.4.b";
        /// The marker's signature (阅卷人签字).
        marker_signature: Option<Signature>, "III.2.4.b";
    }

    /// An exam paper that is filed (试卷).
    ExamPaper ExamPaperView {
        /// Whose.
        person: Option<PersonRef>, "III.2.4.a";
        /// Digest of the answer sheet.
        digest: Option<String>, "III.3.3";
        /// Pages.
        pages: Option<u32>, "III.3.1.a", unit("pages");
    }

    /// A practical sheet (实操评分).
    PracticalSheet PracticalSheetView {
        /// Whose.
        person: Option<PersonRef>, "III.2.4.c";
        /// Task (操作项目).
        task: Option<String>, "III.2.4.c";
        /// Steps (操作步骤).
        steps: Vec<PracticalStep>, "III.2.4.c";
        /// Full marks (满分).
        full_marks: Option<Decimal>, "III.2.4.c", unit("points");
        /// Score (得分).
        score: Option<Decimal>, "III.2.4.c", unit("points");
        /// Time allowed (限时).
        time_limit_seconds: Option<u32>, "V.2.1.b", unit("s");
        /// Time used (用时).
        time_used_seconds: Option<u32>, "V.2.1.b", unit("s");
        /// Digest of the sheet.
        digest: Option<String>, "III.2.4.c";
    }

    /// A step of a practical sheet (操作步骤).
    PracticalStep PracticalStepView {
        /// Step.
        name: Option<String>, "III.2.4.c";
        /// Whether it was done.
        done: Option<bool>, "III.2.4.c";
        /// The error that was made (错误点).
        error: Option<String>, "III.2.4.c", long;
        /// Points deducted (扣分).
        deduction: Option<Decimal>, "III.2.4.c", unit("points");
        /// Why (扣分原因).
        reason: Option<String>, "III.2.4.c", long;
    }

    /// A result (考核结果).
    AssessmentResult AssessmentResultView {
        /// Whose.
        person: Option<PersonRef>, "IV.1.1.c";
        /// Theory score (理论成绩).
        theory_score: Option<Decimal>, "IV.1.1.c", unit("points");
        /// Practical score (实操评分).
        practical_score: Option<Decimal>, "IV.1.1.c", unit("points");
        /// One mark for both, which the scheme does not allow (合并成绩).
        merged_score: Option<Decimal>, "IV.1.1.c", unit("points");
        /// Verdict (合格、不合格).
        verdict: Option<Verdict>, "III.2.4.d";
        /// When it was given.
        at: Option<Stamp>, "III.2.4.d", past;
    }

    /// Retraining of somebody who failed (补训).
    Retraining RetrainingView {
        /// Who.
        person: Option<PersonRef>, "III.2.4.e";
        /// Planned for (补训日期).
        planned_on: Option<NaiveDate>, "III.2.4.e";
        /// Record of the retraining (补训记录).
        record: Option<String>, "III.2.4.e";
        /// Its verdict.
        verdict: Option<Verdict>, "III.2.4.e";
        /// When the result was entered.
        recorded_at: Option<Stamp>, "III.2.4.e", past;
    }

    /// An item that was assessed (考核要点).
    AssessedItem AssessedItemView {
        /// Goal of the plan item that it serves.
        goal: Option<String>, "III.3.2.d";
        /// Topic.
        topic: Option<String>, "V.2.1.c";
        /// Whose, where it is one person's.
        person: Option<PersonRef>, "V.2.1.c";
        /// Whether it was right.
        correct: Option<bool>, "V.2.1.c";
    }
}

impl AssessmentResultView<'_> {
    /// Whether it says anything.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.verdict.is_some()
            || self.theory_score.is_some()
            || self.practical_score.is_some()
            || self.merged_score.is_some()
    }
}

impl AssessmentView<'_> {
    /// Whether any result is stated.
    #[must_use]
    pub fn has_result(&self) -> bool {
        self.results.iter().any(AssessmentResultView::is_stated)
            || self.practicals.iter().any(|sheet| sheet.score.is_some())
    }
}
