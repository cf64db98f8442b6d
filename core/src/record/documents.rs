//! Documents by kind of training, evaluation, certificates, and the facts of the file and the paper.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::declare::facts;
use super::people::{PersonRef, Signature};
use crate::value::Stamp;
use crate::vocab::{CertificateKind, EffectMethod, Level, SpecialOperation, Verdict};

facts! {
    /// Documents by kind of training (五个必做, IV.3.2) and traces (IV.2.2).
    Documents DocumentsView {
        /// Three-level card (三级教育卡).
        three_level_card: Option<ThreeLevelCard>, "IV.3.2.a";
        /// Review record form (复审记录表).
        review_form: Option<Document>, "IV.3.2.b";
        /// Drill log (演练记录).
        drill: Option<DrillLog>, "IV.2.2.b";
        /// Material consumption list (物资消耗清单).
        consumption: Option<ConsumptionList>, "IV.3.2.c";
        /// Minutes (会议纪要).
        minutes: Option<Document>, "IV.2.2.c";
        /// Signature page of the attendees (签字页).
        signature_page: Option<Document>, "IV.2.2.c";
        /// Assessment score form (考核评分表).
        score_form: Option<Document>, "IV.3.2.d";
        /// Effect evaluation report (效果评估报告).
        effect_report: Option<Document>, "IV.3.2.e";
    }

    /// A document that is filed.
    Document DocumentView {
        /// Digest of the file.
        digest: Option<String>, "I.4.1.b";
        /// Date of the document.
        on: Option<NaiveDate>, "IV.3.2";
        /// Who made it.
        author: Option<PersonRef>, "IV.3.2";
        /// Pages.
        pages: Option<u32>, "III.3.1.a", unit("pages");
    }

    /// Three-level card (三级教育卡).
    ThreeLevelCard ThreeLevelCardView {
        /// A row for each level.
        rows: Vec<CardRow>, "IV.3.2.a";
        /// Digest of the card.
        digest: Option<String>, "I.4.1.b";
    }

    /// A row of the card.
    CardRow CardRowView {
        /// Level (级别).
        level: Option<Level>, "IV.3.2.a";
        /// Hours (学时).
        minutes: Option<u32>, "IV.3.2.a", unit("min");
        /// Date (日期).
        on: Option<NaiveDate>, "IV.3.2.a";
        /// Result (结果).
        verdict: Option<Verdict>, "IV.3.2.a";
        /// Signature (签字).
        signature: Option<Signature>, "IV.3.2.a";
    }

    /// Drill log (演练记录).
    DrillLog DrillLogView {
        /// Start of the drill (启动时间).
        started_at: Option<Stamp>, "IV.2.2.b", past;
        /// End of the drill.
        ended_at: Option<Stamp>, "IV.2.2.b", past;
        /// Type of the drill (演练类型).
        drill_type: Option<String>, "V.5.3.d";
        /// Response of the groups (各小组响应).
        groups: Vec<GroupResponse>, "IV.2.2.b";
        /// Material used (物资调用明细).
        supplies: Vec<SupplyUse>, "IV.2.2.b";
        /// Performance of people (个人表现).
        performances: Vec<DrillPerformance>, "V.2.3.c";
    }

    /// Response of a group (小组响应).
    GroupResponse GroupResponseView {
        /// Group.
        group: Option<String>, "IV.2.2.b";
        /// When it was in place (到位时间).
        arrived_at: Option<Stamp>, "IV.2.2.b", past;
    }

    /// Material used (物资).
    SupplyUse SupplyUseView {
        /// Material.
        item: Option<String>, "IV.2.2.b";
        /// Quantity.
        quantity: Option<Decimal>, "IV.2.2.b", amount;
        /// Unit of the quantity.
        unit: Option<String>, "IV.2.2.b";
        /// Whether it worked.
        ok: Option<bool>, "IV.2.2.b";
    }

    /// Performance of one person in a drill (个人表现).
    DrillPerformance DrillPerformanceView {
        /// Who.
        person: Option<PersonRef>, "V.2.3.c";
        /// Task.
        task: Option<String>, "V.2.3.c";
        /// Whether it was done right.
        correct: Option<bool>, "V.2.3.c";
    }

    /// Material consumption list (物资消耗清单).
    ConsumptionList ConsumptionListView {
        /// What was consumed.
        items: Vec<SupplyUse>, "IV.3.2.c";
        /// Stated that nothing was used (未使用物资).
        none_used: Option<bool>, "IV.3.2.c";
        /// Signature under the list or the statement.
        signature: Option<Signature>, "IV.3.2.c";
    }

    /// Training-effect evaluation form (培训效果评估表).
    EffectEvaluation EffectEvaluationView {
        /// Goals that were evaluated.
        goals: Option<String>, "VI.4.2.c", long;
        /// Method.
        method: Option<String>, "VI.4.2.c";
        /// Findings.
        findings: Option<String>, "VI.4.2.c", long;
        /// Whether the training reached its goal (达标).
        met: Option<bool>, "VI.3.1.d";
        /// Who evaluated.
        evaluator: Option<PersonRef>, "VI.4.2.c";
        /// Date of the evaluation.
        on: Option<NaiveDate>, "VI.4.2.c";
        /// Digest of the form.
        digest: Option<String>, "I.4.1.b";
    }

    /// An observation of the effect (效果观察).
    EffectObservation EffectObservationView {
        /// How.
        method: Option<EffectMethod>, "II.5.2.a";
        /// Whose.
        person: Option<PersonRef>, "II.5.2.a";
        /// When.
        at: Option<Stamp>, "II.5.2.a", past;
        /// Result.
        verdict: Option<Verdict>, "II.5.2.a";
        /// Note.
        note: Option<String>, "II.5.2.a", long, personal;
    }

    /// Copy of a certificate (证书复印件).
    CertificateCopy CertificateCopyView {
        /// Whose.
        holder: Option<PersonRef>, "III.4.3.a";
        /// Kind.
        kind: Option<CertificateKind>, "III.4.3.a";
        /// Special operation.
        operation: Option<SpecialOperation>, "III.4.3.a";
        /// Number (证号).
        number: Option<String>, "III.4.3.a", sensitive;
        /// First day of validity (有效期开始).
        issued_on: Option<NaiveDate>, "I.3.b4";
        /// When the review is due, under the regime before 2026-06-01 (应复审日期).
        review_due: Option<NaiveDate>, "I.3.b4";
        /// When it was reviewed (实际复审日期).
        reviewed_on: Option<NaiveDate>, "I.3.b4";
        /// Last day of validity (有效期结束).
        expires_on: Option<NaiveDate>, "I.3.b4";
        /// Digest of the copy.
        digest: Option<String>, "I.4.1.b";
    }

    /// What the file of a special-operation person holds for one operation (一人一档).
    PersonFile PersonFileView {
        /// Whose.
        person: Option<PersonRef>, "III.4.3.a";
        /// Special operation: somebody who holds two has an entry for each.
        operation: Option<SpecialOperation>, "III.4.3.a";
        /// Digest of the copy of the certificate (证书复印件).
        certificate_copy: Option<String>, "III.4.3.a";
        /// Digest of the review record (复审记录).
        review_record: Option<String>, "III.4.3.a";
        /// Digest of the video of the practical exam (实操考核视频).
        practical_video: Option<String>, "III.4.3.a";
    }

    /// Facts of the PDF file.
    PdfFacts PdfFactsView {
        /// Whether the electronic record is a PDF file.
        is_pdf: Option<bool>, "III.4.2.b";
        /// Whether it is protected by a password (加密).
        encrypted: Option<bool>, "IV.1.3.b";
        /// Its pages.
        pages: Vec<PdfPage>, "IV.1.3.b";
        /// Digest of the file.
        digest: Option<String>, "I.4.1.b";
    }

    /// A page of the PDF file.
    PdfPage PdfPageView {
        /// Whether it is blank.
        blank: Option<bool>, "IV.1.3.b";
        /// Characters of text that can be extracted (可复制文字).
        text_characters: Option<u32>, "IV.1.3.b", unit("characters");
        /// Whether it is a scan (扫描页).
        scanned: Option<bool>, "III.4.2.b";
        /// Resolution across.
        dpi_x: Option<u32>, "III.4.2.b", unit("dpi");
        /// Resolution down.
        dpi_y: Option<u32>, "III.4.2.b", unit("dpi");
        /// Whether a page number is printed on it (有无页码); without its number only this says that there is none.
        numbered: Option<bool>, "IV.3.3.a";
        /// Number printed on the page (页码).
        number: Option<u32>, "IV.3.3.a";
        /// Marked as illegible by the person who filed it (字迹不清).
        illegible: Option<bool>, "I.4.3.c";
        /// What an illegible page reads.
        note: Option<String>, "I.4.3.c", long;
    }

    /// Facts of the paper layout (纸质格式).
    PaperFormat PaperFormatView {
        /// Width of the paper.
        width_mm: Option<u32>, "IV.1.3.a", unit("mm");
        /// Height of the paper.
        height_mm: Option<u32>, "IV.1.3.a", unit("mm");
        /// Font of the title.
        title_font: Option<String>, "IV.1.3.a";
        /// Size of the title.
        title_size: Option<Decimal>, "IV.1.3.a", unit("pt");
        /// Whether the title is centred.
        title_centred: Option<bool>, "IV.1.3.a";
        /// Font of the body.
        body_font: Option<String>, "IV.1.3.a";
        /// Size of the body.
        body_size: Option<Decimal>, "IV.1.3.a", unit("pt");
        /// Line spacing.
        line_spacing: Option<Decimal>, "IV.1.3.a", unit("lines");
        /// Whether the header has the logo (页眉LOGO).
        header_logo: Option<bool>, "IV.1.3.c";
        /// Text of the header.
        header_text: Option<String>, "IV.1.3.c";
        /// Whether the footer has a page number.
        footer_page_number: Option<bool>, "IV.1.3.c";
        /// Confidentiality mark in the footer (密级标识).
        footer_confidentiality: Option<String>, "IV.1.3.c";
    }
}
