//! Rows: the form of the record, on paper and as a file (FT). Source: I.4.3, III.4.2, IV.1.3, IV.3.3.

use super::row::{Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain, Supply};
use super::terms::{Facet, Family, Grade::*, Severity::*, Step};

/// Layout on paper: a slip that the next print of the form puts right.
const PAPER: Rule = Rule {
    family: Family::Format,
    severity: W,
    grade: Some(Minor),
    remedy: Some(Correct),
    clauses: &["IV.1.3"],
    facets: All(&[Facet::Paper]),
    asked_from: Step::HandedOver,
    ..ROW
};

/// The file.
const PDF: Rule = Rule {
    family: Family::Format,
    clauses: &["III.4.2"],
    facets: All(&[Facet::Pdf]),
    remedy: Some(Supply),
    asked_from: Step::Uploaded,
    ..ROW
};

rules! {
    SHEET from PAPER;

    FT_01 = "FT-01", "paper-size-wrong" {
        zh: "纸张规格不符合规定。",
        en: "The paper is not of the required size.",
        why_zh: "规格统一才便于装订、装盒和扫描，方案规定用A4（210×297毫米）。改用规定纸张重新打印，原件附后。",
        why_en: "One size can be bound, boxed and scanned; the scheme fixes A4 (210 × 297 mm). Print it again on that paper and keep the original behind it.",
        observed_zh: "纸张的两边（毫米）",
        observed_en: "the sides of the paper in millimetres",
        expected_zh: "规定的纸张及尺寸",
        expected_en: "the paper that is asked, with its sides",
        moved_by: &["format.paper"],
    }
    FT_02 = "FT-02", "title-font-wrong" {
        zh: "标题不是规定的字体或字号，或没有居中。",
        en: "The title is not of the required font or size, or not centred.",
        why_zh: "方案规定标题用黑体三号（16磅）居中，各部门的记录才能一眼认出。按统一模板更正标题格式。",
        why_en: "The scheme fixes centred boldface (Heiti) of 16 pt, so that records of all departments are known at a glance. Correct the title by the common template.",
        observed_zh: "不符的字体、字号或位置",
        observed_en: "the font, size or place that differ",
        expected_zh: "规定的标题格式",
        expected_en: "the title as it is asked",
        moved_by: &["format.title"],
    }
    FT_03 = "FT-03", "body-font-wrong" {
        zh: "正文不是规定的字体或字号。",
        en: "The body is not of the required font or size.",
        why_zh: "方案规定正文用宋体小四（12磅），扫描后仍清晰可辨。按统一模板更正正文格式。",
        why_en: "The scheme fixes Songti of 12 pt, which stays legible when scanned. Correct the body by the common template.",
        observed_zh: "不符的字体或字号",
        observed_en: "the font or size that differ",
        expected_zh: "规定的正文格式",
        expected_en: "the body as it is asked",
        moved_by: &["format.body"],
    }
    FT_04 = "FT-04", "line-spacing-wrong" {
        zh: "正文行距不符合规定。",
        en: "The line spacing is not the required one.",
        why_zh: "方案规定1.5倍行距，留出批注和手写补正的余地。按统一模板更正行距。",
        why_en: "The scheme fixes a spacing of 1.5 lines, which leaves room for notes and amendments by hand. Correct it by the common template.",
        observed_zh: "实际行距",
        observed_en: "the line spacing",
        expected_zh: "规定的行距",
        expected_en: "the one that is asked",
        moved_by: &["format.line_spacing"],
    }
}

rules! {
    FILE from PDF;

    FT_05 = "FT-05", "file-not-pdf" {
        zh: "电子记录不是PDF文件。",
        en: "The electronic record is not a PDF file.",
        grade: Some(General), clauses: &["III.4.2", "IV.1.3"],
        why_zh: "PDF版式固定，适合长期保存和查阅。转换为文字可复制的PDF后重新上传。",
        why_en: "PDF keeps its layout over years of storage. Convert the file to PDF with text that can be copied and upload it again.",
        observed_zh: "另一种格式",
        observed_en: "another format",
        expected_zh: "PDF文件",
        expected_en: "a PDF file",
    }
    FT_06 = "FT-06", "pdf-image-only" {
        zh: "PDF中有非空白页没有可提取的文字（图片型PDF）。",
        en: "A non-blank page of the PDF has no extractable text (image-only PDF).",
        grade: Some(General), clauses: &["IV.1.3"],
        why_zh: "方案禁止图片型PDF，文字须可复制、可检索。给扫描页加上识别出的文字层后重新上传。",
        why_en: "Image-only PDF is forbidden, because the text must be open to copying and searching. Add a recognised text layer to the scanned pages and upload the file again.",
        observed_zh: "没有文字的页",
        observed_en: "the pages without text",
        expected_zh: "每页文字均可复制",
        expected_en: "text that can be copied on every page",
    }
}

rules! {
    MARGINS from PAPER;

    FT_07 = "FT-07", "header-wrong" {
        zh: "页眉缺少企业标志，或文字与规定不一致。",
        en: "The page header lacks the company logo or does not bear the required text.",
        why_zh: "方案规定页眉为企业标志加“安全生产培训记录”，散页据此归位。按统一模板更正页眉，一字不差。",
        why_en: "The header is the company logo with the fixed title of training records, by which a loose sheet finds its place. Correct it by the common template, to the letter.",
        observed_zh: "没有标志，或实际的页眉文字",
        observed_en: "no logo, or the text of the header",
        expected_zh: "标志和规定的页眉文字",
        expected_en: "the logo and the text that is asked",
        moved_by: &["format.header_text"],
    }
    FT_08 = "FT-08", "footer-page-number" {
        zh: "页脚没有页码。",
        en: "The footer template carries no page number.",
        why_zh: "没有页码就看不出缺页和换页。在页脚模板中加上页码。",
        why_en: "Without page numbers a missing or an exchanged page is not seen. Add the page number to the footer template.",
        observed_zh: "没有页码",
        observed_en: "no page number",
        expected_zh: "页脚有页码",
        expected_en: "a page number in the footer",
        moved_by: &["format.footer"],
    }
    FT_09 = "FT-09", "confidentiality-mark-missing" {
        zh: "页脚没有密级标识。",
        en: "The footer carries no confidentiality mark.",
        why_zh: "培训记录含个人信息，密级标识告诉经手人可以给谁看。在页脚模板中加上密级标识。",
        why_en: "Training records hold personal data, and the mark tells whoever handles them who may see them. Add it to the footer template.",
        observed_zh: "没有密级标识",
        observed_en: "no mark",
        expected_zh: "页脚有密级标识",
        expected_en: "a confidentiality mark in the footer",
        moved_by: &["format.footer"],
    }
}

rules! {
    SCAN from PDF;

    FT_10 = "FT-10", "scan-resolution-low" {
        zh: "扫描页的分辨率低于规定值（横向或纵向）。",
        en: "A scanned page has less than the required resolution on either axis.",
        grade: Some(Minor),
        why_zh: "方案要求扫描分辨率300 dpi，过低则签名和字迹难以辨认。用原件按规定分辨率重新扫描。",
        why_en: "The scheme demands 300 dpi, below which signatures and handwriting become hard to read. Scan the originals again at the required resolution.",
        observed_zh: "分辨率不足的页",
        observed_en: "the pages below it",
        expected_zh: "规定的分辨率",
        expected_en: "the resolution that is asked",
        moved_by: &["scan.dpi_min"],
    }
    FT_11 = "FT-11", "pagination-broken" {
        zh: "归档文件的页面没有页码，或页码不连续。",
        en: "The pages of the filed record are unnumbered or not numbered without gap.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["IV.3.3"],
        why_zh: "缺少页码属轻微缺失，但断号可能意味着缺页。由记录人书面说明原因；确有缺页的补齐后重新上传。",
        why_en: "A missing page number is a slight gap, yet a break in the numbers may be a missing page. The recorder explains it in writing; a page that is missing is filed and the file uploaded again.",
        observed_zh: "页码中断的页",
        observed_en: "the pages at which it breaks",
        expected_zh: "逐页编号，从1起连续",
        expected_en: "each page numbered, from 1 without gap",
    }
    FT_12 = "FT-12", "illegible" {
        zh: "有页面被标记为字迹不清，却未注明其内容。",
        en: "A page is marked as illegible and no note says what it reads.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["I.4.3"],
        why_zh: "方案要求字迹清晰，看不清的内容日后无人能够核实。由记录人书面注明该页的内容。",
        why_en: "The scheme demands legible records; what cannot be read now cannot be verified later. The recorder notes in writing what the page reads.",
        observed_zh: "没有注释的页",
        observed_en: "the pages without a note",
        expected_zh: "写明原文的注释",
        expected_en: "a note that says what it reads",
    }
}
