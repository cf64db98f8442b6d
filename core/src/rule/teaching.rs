//! Rows: the lecture log (LC) and the supervision on site (SV). Source: II.2.2, III.2.2, III.2.3, V.5.1, VI.1.2, VI.6.1.

use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain, Supply};
use super::terms::{Facet, Family, Grade::*, Severity::*};

rules! {
    LECTURE from Rule {
        family: Family::Lecture, clauses: &["III.2.2"], facets: All(&[Facet::Lecture]), grade: Some(General), ..ROW
    };

    LC_01 = "LC-01", "lecture-field-missing" {
        zh: "缺少授课记录，或授课记录缺少主题、核心知识点、案例要点、互动情况或讲师签字。",
        en: "The lecture log is missing, or lacks topic, knowledge points, case points, interaction or the instructor's signature.",
        remedy: Some(Supply), clauses: &["III.2.2", "V.5.1"],
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Supply),
            zh: "填写人不是授课教师，或语音转写稿未经签字",
            en: "author is not the instructor, or unsigned transcript",
        }),
        why_zh: "授课记录由讲师逐项填写并签字，是证明实际教了什么的唯一原件。按当时的讲稿补全缺项，由讲师本人签字；语音转写稿须经讲师签字确认。",
        why_en: "The instructor fills the log item by item and signs it: it is the one original that shows what was taught. Complete it from the notes of the session and have the instructor sign; a transcript counts once the instructor has signed it.",
        observed_zh: "没有授课记录、缺少的栏目、没有可采信的签名，或记录人不是讲师",
        observed_en: "no log, a field missing, no signature that counts, or another author",
        expected_zh: "该栏目的内容；讲师本人填写并签名",
        expected_en: "the field; the instructor as author, with the own signature",
    }
    LC_02 = "LC-02", "law-marks-missing" {
        zh: "授课内容涉及法规条款或操作禁忌，授课记录中却没有任何重点标注。",
        en: "The lecture content names law clauses or prohibitions and none is marked.",
        severity: W, grade: Some(Minor), remedy: Some(Correct),
        why_zh: "方案要求对法规条款和操作禁忌作重点标注，使其在查阅时一目了然。由讲师以更正方式补作标注。",
        why_en: "Clauses of law and prohibitions are to be marked so that they catch the eye. The instructor adds the marks by an amendment.",
        observed_zh: "内容有法规条款或禁令，没有任何标注",
        observed_en: "law clauses or prohibitions and no mark",
        expected_zh: "每处均有标注",
        expected_en: "each of them marked",
    }
    LC_03 = "LC-03", "courseware-not-archived" {
        zh: "使用了多媒体课件，课件却既未刻录光盘也未上传服务器。",
        en: "Multimedia courseware was used and is held neither on disc nor on the server.",
        remedy: Some(Supply),
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Supply),
            zh: "服务器副本没有摘要值", en: "server copy without digest",
        }),
        why_zh: "课件是授课内容的一部分，须刻录光盘或上传服务器，与纸质记录一并归档；没有摘要值则无法证明文件未被更换。补存所用课件，上传的登记摘要值。",
        why_en: "Courseware is part of what was taught and is kept on disc or on the server with the paper; without a digest nobody can show that the file is still the same. File the courseware that was used, and note the digest of an upload.",
        observed_zh: "没有留存，或服务器副本没有摘要",
        observed_en: "held nowhere, or on the server without a digest",
        expected_zh: "存于光盘或服务器，服务器副本有摘要",
        expected_en: "held on disc or on the server, a server copy with its digest",
    }
    LC_04 = "LC-04", "content-off-plan" {
        zh: "讲授了计划项目以外的主题，或现场监督、摄像报告授课内容偏离计划。",
        en: "Topics were taught that the plan item does not contain, or supervisor or camera reports a departure from the plan.",
        severity: W, remedy: Some(Explain), clauses: &["II.2.2", "VI.6.1"],
        facets: All(&[Facet::Lecture, Facet::Plan]),
        why_zh: "监督须核对授课内容与计划是否相符，临时增改内容容易挤占应教的内容。书面说明增加或改变的内容及其原因。",
        why_en: "Supervision checks the content against the plan, because what is added takes the time of what was due. Explain in writing what was added or changed, and why.",
        observed_zh: "计划外主题的位置，或现场报告的偏离",
        observed_en: "the positions of topics that are not in the plan, or a departure that was reported",
        expected_zh: "计划项目的主题",
        expected_en: "the topics of the plan item",
    }
    LC_05 = "LC-05", "deviation-unexplained" {
        zh: "记录了偏差，但没有偏差原因或纠正情况。",
        en: "A recorded deviation has no cause or no correction.",
        remedy: Some(Explain), clauses: &["II.2.2"], facets: All(&[Facet::Supervision]),
        why_zh: "发现偏差须及时纠正并记录原因，只记偏差不记原因，同样的问题还会再现。由发现人或授课人书面补明原因和纠正情况。",
        why_en: "A deviation is corrected at once and its cause is recorded, or it comes back. Whoever found it or taught states cause and correction in writing.",
        observed_zh: "缺少原因、缺少纠正措施，或两者均缺",
        observed_en: "no cause, no correction, or neither",
        expected_zh: "原因和纠正措施",
        expected_en: "cause and correction",
    }
}

rules! {
    SUPERVISION from Rule {
        family: Family::Supervision, clauses: &["III.2.3"], facets: All(&[Facet::Supervision]), severity: W,
        grade: Some(Minor), ..ROW
    };

    SV_01 = "SV-01", "supervision-log-missing" {
        zh: "本场培训没有安全培训管理员的监督记录。",
        en: "The session has no supervision log by the safety-training administrator.",
        grade: Some(General), remedy: Some(Supply), clauses: &["II.2.2", "III.2.3"],
        also: Some(Also {
            severity: E, grade: Some(General), suspected: false, remedy: Some(Supply),
            zh: "带有须现场监督的高危作业标签", en: "a tag of `high_risk` in `supervision.required_for`",
        }),
        why_zh: "安全培训管理员须到场监督培训，动火、有限空间等高危作业的培训必须全部现场监督。已有监督记录的补交；没有监督的书面说明，事后编写的监督记录属于虚构。",
        why_en: "The safety-training administrator watches the training on site; for high-risk work such as hot work and confined space that is a must. File the log where there is one; explain where nobody watched, for a log written afterwards is fabrication.",
        observed_zh: "没有监督记录，或监督人无此职务",
        observed_en: "no log, or somebody without that role",
        expected_zh: "安全培训管理员填写的监督记录",
        expected_en: "a log by the safety-training administrator",
        moved_by: &["supervision.required_for", "proofs.online"],
    }
    SV_02 = "SV-02", "supervision-field-missing" {
        zh: "监督记录缺少纪律、参与度或有无异常情况的说明。",
        en: "The supervision log lacks discipline, participation or the statement on anomalies.",
        remedy: Some(Supply),
        why_zh: "监督记录须写明纪律、参与度和异常情况，没有异常也要写明，空白看不出是没有还是没看。由监督人补填。",
        why_en: "The log states discipline, participation and abnormal events; a blank does not say whether there was none or nobody looked. The supervisor adds what is missing.",
        observed_zh: "缺少的栏目：discipline、participation、anomalies",
        observed_en: "the fields that are missing: discipline, participation, anomalies",
        expected_zh: "纪律、参与情况，异常情况或“无异常”",
        expected_en: "discipline, participation, and the anomalies or that there was none",
        moved_by: &["proofs.online"],
    }
    SV_03 = "SV-03", "supervision-not-whole" {
        zh: "监督人员在场的时间没有覆盖整场培训。",
        en: "The supervisor's stay does not cover the whole session.",
        remedy: Some(Explain),
        also: Some(Also {
            severity: E, grade: Some(Minor), suspected: false, remedy: Some(Explain),
            zh: "带有须现场监督的高危作业标签", en: "tag `high_risk` in `supervision.required_for`",
        }),
        why_zh: "方案要求全程参与监督，中途到场或提前离开的那段时间无人见证。书面说明缺席的时段和原因。",
        why_en: "Supervision is to last the whole session; what took place before or after it nobody saw. Explain in writing which part was missed, and why.",
        observed_zh: "监督人到场与离场的时刻",
        observed_en: "when the supervisor came and left",
        expected_zh: "最迟到场与最早离场的时刻",
        expected_en: "the latest stamp to come and the earliest to leave",
        moved_by: &["supervision.tolerance", "supervision.required_for", "proofs.online"],
    }
    SV_04 = "SV-04", "high-risk-coverage-short" {
        zh: "期内高危作业培训没有全部安排现场监督。",
        en: "In the period fewer high-risk sessions were supervised on site than the policy demands.",
        severity: E, grade: None, clauses: &["VI.1.2"], facets: All(&[]),
        why_zh: "动火、有限空间等高危岗位的培训须百分之百现场监督，少一场即不达标。查明未监督的场次和原因，今后先落实监督人再开班。",
        why_en: "Training for high-risk work such as hot work and confined space is supervised on site without exception; one session less and the period falls short. Find out which sessions nobody watched and why, and name the supervisor before the next one begins.",
        observed_zh: "期内有监督的场次数和应监督的场次数",
        observed_en: "how many of the sessions were supervised, and how many there were",
        expected_zh: "方案要求的现场监督比例",
        expected_en: "the share that the scheme asks for",
        moved_by: &["supervision.high_risk.share", "supervision.required_for"],
    }
    SV_05 = "SV-05", "supervisor-is-instructor" {
        zh: "本场培训的监督人员就是授课人。",
        en: "The supervisor of the session is its instructor.",
        remedy: Some(Explain), clauses: &["II.2.2"],
        why_zh: "自己监督自己的授课起不到监督作用。书面说明原因，今后由授课人以外的人员监督。",
        why_en: "Nobody can watch over his own lecture. Explain in writing how it came about, and have somebody else supervise from now on.",
        observed_zh: "监督人就是讲师",
        observed_en: "the instructor",
        expected_zh: "不授课的人员",
        expected_en: "somebody who does not teach",
        moved_by: &["proofs.online"],
    }
}
