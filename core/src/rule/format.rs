//! Rows: the form of the record, on paper and as a file (FT). Source: I.4.3, III.4.2, IV.1.3, IV.3.3.

use super::row::{Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain, Supply};
use super::terms::{Facet, Family, Grade::*, Severity::*};

/// Layout on paper: a slip that the next print of the form puts right.
const PAPER: Rule = Rule {
    family: Family::Format,
    severity: W,
    grade: Some(Minor),
    remedy: Some(Correct),
    clauses: &["IV.1.3"],
    facets: All(&[Facet::Paper]),
    ..ROW
};

/// The file.
const PDF: Rule =
    Rule { family: Family::Format, clauses: &["III.4.2"], facets: All(&[Facet::Pdf]), remedy: Some(Supply), ..ROW };

rules! {
    SHEET from PAPER;

    FT_01 = "FT-01", "paper-size-wrong" {
        zh: "纸张规格不符合规定。",
        en: "The paper is not of the required size.",
        why_zh: "规格统一才便于装订、装盒和扫描，方案规定用A4（210×297毫米）。改用规定纸张重新打印，原件附后。",
        why_en: "One size can be bound, boxed and scanned; the scheme fixes A4 (210 × 297 mm). Print it again on that paper and keep the original behind it.",
    }
    FT_02 = "FT-02", "title-font-wrong" {
        zh: "标题不是规定的字体或字号，或没有居中。",
        en: "The title is not of the required font or size, or not centred.",
        why_zh: "方案规定标题用黑体三号（16磅）居中，各部门的记录才能一眼认出。按统一模板更正标题格式。",
        why_en: "The scheme fixes centred boldface (Heiti) of 16 pt, so that records of all departments are known at a glance. Correct the title by the common template.",
    }
    FT_03 = "FT-03", "body-font-wrong" {
        zh: "正文不是规定的字体或字号。",
        en: "The body is not of the required font or size.",
        why_zh: "方案规定正文用宋体小四（12磅），扫描后仍清晰可辨。按统一模板更正正文格式。",
        why_en: "The scheme fixes Songti of 12 pt, which stays legible when scanned. Correct the body by the common template.",
    }
    FT_04 = "FT-04", "line-spacing-wrong" {
        zh: "正文行距不符合规定。",
        en: "The line spacing is not the required one.",
        why_zh: "方案规定1.5倍行距，留出批注和手写补正的余地。按统一模板更正行距。",
        why_en: "The scheme fixes a spacing of 1.5 lines, which leaves room for notes and amendments by hand. Correct it by the common template.",
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
    }
    FT_06 = "FT-06", "pdf-image-only" {
        zh: "PDF中有非空白页没有可提取的文字（图片型PDF）。",
        en: "A non-blank page of the PDF has no extractable text (image-only PDF).",
        grade: Some(General), clauses: &["IV.1.3"],
        why_zh: "方案禁止图片型PDF，文字须可复制、可检索。给扫描页加上识别出的文字层后重新上传。",
        why_en: "Image-only PDF is forbidden, because the text must be open to copying and searching. Add a recognised text layer to the scanned pages and upload the file again.",
    }
}

rules! {
    MARGINS from PAPER;

    FT_07 = "FT-07", "header-wrong" {
        zh: "页眉缺少企业标志，或文字与规定不一致。",
        en: "The page header lacks the company logo or does not bear the required text.",
        why_zh: "方案规定页眉为企业标志加“安全生产培训记录”，散页据此归位。按统一模板更正页眉，一字不差。",
        why_en: "The header is the company logo with the fixed title of training records, by which a loose sheet finds its place. Correct it by the common template, to the letter.",
    }
    FT_08 = "FT-08", "footer-page-number" {
        zh: "页脚没有页码。",
        en: "The footer template carries no page number.",
        why_zh: "没有页码就看不出缺页和换页。在页脚模板中加上页码。",
        why_en: "Without page numbers a missing or an exchanged page is not seen. Add the page number to the footer template.",
    }
    FT_09 = "FT-09", "confidentiality-mark-missing" {
        zh: "页脚没有密级标识。",
        en: "The footer carries no confidentiality mark.",
        why_zh: "培训记录含个人信息，密级标识告诉经手人可以给谁看。在页脚模板中加上密级标识。",
        why_en: "Training records hold personal data, and the mark tells whoever handles them who may see them. Add it to the footer template.",
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
    }
    FT_11 = "FT-11", "pagination-broken" {
        zh: "归档文件的页面没有页码，或页码不连续。",
        en: "The pages of the filed record are unnumbered or not numbered without gap.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["IV.3.3"],
        why_zh: "缺少页码属轻微缺失，但断号可能意味着缺页。由记录人书面说明原因；确有缺页的补齐后重新上传。",
        why_en: "A missing page number is a slight gap, yet a break in the numbers may be a missing page. The recorder explains it in writing; a page that is missing is filed and the file uploaded again.",
    }
    FT_12 = "FT-12", "illegible" {
        zh: "有页面被标记为字迹不清，却未注明其内容。",
        en: "A page is marked as illegible and no note says what it reads.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["I.4.3"],
        why_zh: "方案要求字迹清晰，看不清的内容日后无人能够核实。由记录人书面注明该页的内容。",
        why_en: "The scheme demands legible records; what cannot be read now cannot be verified later. The recorder notes in writing what the page reads.",
    }
}
