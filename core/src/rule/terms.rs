//! The closed lists of the catalogue: severity, grade, facet, remedy, family.
//!
//! Each value has a code (JSON, C, Python), a Chinese and an English word, and is read and written as its code.
//! Source: head of the rule catalogue; VI.2.1 and C-19 for the grade.

use crate::vocab::code::codes;

codes! {
    /// How a finding weighs (严重程度). Ordered: `E` is the highest.
    Severity {
        I = "I" "提示" "information";
        W = "W" "须说明" "must be explained";
        E = "E" "不符合" "invalid, incomplete or refused";
    }
}

codes! {
    /// Grade of a record defect (问题等级), VI.2.1. Ordered: `Severe` is the highest.
    ///
    /// The gaps of IV.3.3 map onto it (C-19): 轻微 is minor, 重要 is general, 严重缺失 is general with the remedy
    /// [`Remedy::Repeat`]. Severe is kept for falsification.
    Grade {
        Minor = "Minor" "轻微" "minor";
        General = "General" "一般" "general";
        Severe = "Severe" "严重" "severe";
    }
}

codes! {
    /// A part of the record that a source carries or does not carry (资料范围); a rule whose facet is absent is not
    /// assessed.
    Facet {
        Heading = "heading" "记录表头" "heading";
        Plan = "plan" "计划项目" "plan item";
        Notice = "notice" "培训通知" "training notice";
        SignIn = "sign_in" "签到表" "sign-in sheet";
        People = "people" "参训人员名单" "list of participants";
        Lecture = "lecture" "授课记录" "lecture log";
        Supervision = "supervision" "现场监督记录" "supervision log";
        Photos = "photos" "活动照片" "activity photos";
        Video = "video" "培训视频" "recordings";
        Assessment = "assessment" "考核资料" "assessment";
        Evaluation = "evaluation" "培训效果评估表" "effect evaluation form";
        Certificates = "certificates" "证书资料" "certificates";
        Musts = "musts" "分类必做资料" "documents by kind";
        Pdf = "pdf" "PDF文件" "PDF file";
        Paper = "paper" "纸质版式" "layout on paper";
        Package = "package" "移交资料包" "hand-over package";
        Review = "review" "审核资料" "review";
        Archive = "archive" "归档信息" "archive";
        Storage = "storage" "存放与介质" "storage";
    }
}

/// A set of facets, asked many times a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FacetSet(u32);

impl FacetSet {
    /// Every facet.
    pub const ALL: FacetSet = FacetSet::of(Facet::ALL);

    /// The set of these.
    #[must_use]
    pub const fn of(mut facets: &[Facet]) -> FacetSet {
        let mut bits = 0;
        while let Some((first, rest)) = facets.split_first() {
            bits |= 1 << *first as u32;
            facets = rest;
        }
        FacetSet(bits)
    }

    /// Whether a facet is in it.
    #[must_use]
    #[inline]
    pub const fn has(self, facet: Facet) -> bool {
        self.0 & (1 << facet as u32) != 0
    }
}

codes! {
    /// What mends a finding (补救方式), IV.3.3 and VI.2.2.
    Remedy {
        Explain = "Explain" "书面说明" "explain in writing";
        Supply = "Supply" "补交资料" "supply the missing material";
        Correct = "Correct" "更正" "correct by amendment";
        ReExamine = "ReExamine" "补考" "re-examine";
        Repeat = "Repeat" "重新培训" "repeat the training";
        None = "None" "无需补救" "nothing left to do";
    }
}

codes! {
    /// The step of its life from which a record is asked a rule (查核起点); before it the rule is not reached. Of an earlier
    /// step a finding may already speak where the record states the fact.
    Step {
        Planned = "Planned" "计划之后，尚未举行的场次也查" "once it is planned, whether or not the session was held";
        Held = "Held" "培训结束之后" "once the session was held";
        StagePassed = "StagePassed" "该核查阶段完成之后" "once the check stage was passed";
        HandedOver = "HandedOver" "移交之后" "once it was handed over";
        Uploaded = "Uploaded" "电子记录上传之后" "once the electronic record was uploaded";
        Reviewed = "Reviewed" "审核通过之后" "once it passed the review";
        Numbered = "Numbered" "有编号之后" "once it bears a number";
        Archived = "Archived" "归档之后" "once it is archived";
    }
}

codes! {
    /// A family of rules (规则类别); the rows of one family share the two letters or the subject.
    Family {
        Plan = "Plan" "培训计划" "plan";
        SignIn = "SignIn" "签到" "sign-in";
        Lecture = "Lecture" "授课" "lecture";
        Supervision = "Supervision" "现场监督" "supervision";
        Photos = "Photos" "活动照片" "photos";
        Assessment = "Assessment" "考核" "assessment";
        Elements = "Elements" "核心要素" "core elements";
        Wording = "Wording" "记录用语" "wording";
        Format = "Format" "记录格式" "format";
        Proofs = "Proofs" "三证合一" "three proofs in one";
        Traces = "Traces" "高风险培训留痕" "traces of high-risk training";
        Musts = "Musts" "五个必做" "five musts";
        Timeliness = "Timeliness" "时限" "timeliness";
        Review = "Review" "审核" "review";
        Numbering = "Numbering" "编号" "numbering";
        Archive = "Archive" "归档" "archive";
        Retention = "Retention" "保存期限" "retention";
    }
}

impl Family {
    /// The chapter and section of the scheme where the family is at home; each row names its exact clauses.
    #[must_use]
    pub const fn chapter(self) -> &'static str {
        match self {
            Family::Plan => "III.1",
            Family::SignIn | Family::Lecture | Family::Supervision | Family::Photos | Family::Assessment => "III.2",
            Family::Elements | Family::Wording | Family::Format => "IV.1",
            Family::Proofs | Family::Traces => "IV.2",
            Family::Musts => "IV.3",
            Family::Timeliness | Family::Review => "III.3",
            Family::Numbering | Family::Archive => "III.4",
            Family::Retention => "III.6",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_out_and_come_back() {
        for facet in Facet::ALL {
            let json = serde_json::to_string(facet).unwrap();
            assert_eq!(json, format!("\"{}\"", facet.code()));
            assert_eq!(serde_json::from_str::<Facet>(&json).unwrap(), *facet);
        }
        assert_eq!(Facet::ALL.len(), 19);
        assert_eq!(serde_json::to_string(&Remedy::ReExamine).unwrap(), "\"ReExamine\"");
        assert_eq!(Grade::from_code("Severe"), Some(Grade::Severe));
        assert_eq!(Severity::from_code("e"), None);
    }

    #[test]
    fn an_unknown_code_is_refused_without_repeating_it() {
        let error = serde_json::from_str::<Grade>("\"Larger\"").unwrap_err().to_string();
        assert!(error.starts_with("unknown code, expected one of Minor, General, Severe"), "{error}");
        assert!(!error.contains("Larger"));
    }

    #[test]
    fn the_worst_is_the_highest() {
        assert!(Severity::E > Severity::W && Severity::W > Severity::I);
        assert!(Grade::Severe > Grade::General && Grade::General > Grade::Minor);
        // C-19: the three words of VI.2.1.
        assert_eq!(Grade::ALL.iter().map(|grade| grade.zh()).collect::<Vec<_>>(), ["轻微", "一般", "严重"]);
    }
}
