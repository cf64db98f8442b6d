//! Chapters I and II (总则、组织与职责): law, capabilities, submission, numbering, retention, special audit.

use super::codes::{CAPABILITIES, LEVELS};
use super::given::{all, code, count, count_in, each, fixed, line, open, positive, rows, share};
use crate::policy::value::CadenceKind::{HalfYear, Quarter, Year};

rows! {
    "law.cited_article" positive(27), Article, NotCompared, "I.2, V.1.1" ["C-01"],
        "制度所引《安全生产法》条号", "article of the Work Safety Law that the scheme cites";
    "law.verified_article" positive(28), Article, NotCompared, "I.2, V.1.1" ["C-01"],
        "该引文在2021年版中的实际条号", "article of the 2021 text that holds the duty cited";
    "law.orders" open(&["3号令", "应急管理部令第9号", "GB/T33000-2016"]), None, NotCompared, "I.2" ["C-01"],
        "制度所引规章与标准", "orders and standards that the scheme cites";
    "new_hire.levels" all(LEVELS), None, Superset, "I.3, IV.3.2",
        "新员工三级教育的级别", "levels of new-hire education";
    "principles.count" fixed(5), Items, NotCompared, "I.4",
        "记录管理原则数", "number of principles";
    "compliance.capabilities" all(CAPABILITIES), None, Superset, "V.1.1, I.2" ["C-02"],
        "法定培训内容（五项能力）", "capabilities that the law asks for";
    "committee.review" each(1, Quarter), None, Lower, "II.1.2" ["C-32"],
        "安委会审议归档情况的周期", "committee's review of archiving";
    "coverage.key_posts" share("1"), Share, Higher, "II.3.1",
        "新员工、转岗、特种作业人员培训覆盖率", "coverage of new, transferred and special-operation staff";
    "submit.paper.limit" count(24), Hours, Lower, "II.4.2" ["C-04, C-05"],
        "纸质记录移交时限（自培训结束）", "limit for handing over the paper record, from the session's end";
    "submit.electronic.limit" count(24), Hours, Lower, "II.4.2, IV.4.1, VI.4.2" ["C-04"],
        "电子记录上传时限（自培训结束）", "limit for uploading the electronic record, from the session's end";
    "submit.team.limit" count(0), Days, Lower, "VII.1.2, II.5.1" ["C-04"],
        "班组记录完成时限（培训结束当日后的天数，0为当日）",
        "limit for completing a team record: days after the local day of the session's end, 0 = the same day";
    "number.pattern" line("year-dept-type-seq"), None, NotCompared, "II.6.1, III.4.1" ["C-35"],
        "记录编号格式（年度-部门-类型-序号）", "pattern of the record number";
    "number.seq_width" count_in(3, 1, 9), Digits, NotCompared, "II.6.1, III.4.1" ["C-35"],
        "序号位数", "width of the sequence";
    "retention.ordinary" count(3), Years, Higher, "II.6.2, III.6.1" ["C-09, C-30"],
        "普通培训记录保存年限（自培训结束）", "retention of ordinary records, from the session's end";
    "retention.special_after_leaving" count(5), Years, Higher, "II.6.2, III.6.1" ["C-09"],
        "特种作业人员离职后的保存年限", "retention of special-operation records after the person leaves";
    "retention.accident" code(&["ByClass", "Permanent"], "Permanent"), None, Higher, "III.6.1" ["C-09"],
        "事故调查相关记录的保存", "retention of records of an accident investigation";
    "audit.half_year.share" share("0.1"), Share, Higher, "II.7.1" ["C-17"],
        "半年专项审计抽样比例", "share sampled by the special audit";
    "audit.half_year.cadence" each(1, HalfYear), None, Lower, "II.7.1" ["C-17"],
        "专项审计周期", "special audit";
    "rules.yearly_update" each(1, Year), None, Lower, "II.7.2" ["C-08"],
        "修订管理细则的周期", "update of the management rules";
}
