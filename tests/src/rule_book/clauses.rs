//! The chapters and the clauses of the scheme by their titles, as far as rules of the catalogue rest on them.

/// A chapter: number, title in Chinese and English.
pub const CHAPTERS: &[(&str, &str, &str)] = &[
    ("I", "总则", "General"),
    ("II", "职责分工", "Duties"),
    ("III", "培训记录管理流程", "Process"),
    ("IV", "记录质量保障", "Quality assurance"),
    ("V", "记录应用与价值转化", "Use and value"),
    ("VI", "监督与改进机制", "Supervision and improvement"),
    ("VII", "保障措施", "Safeguards"),
];

/// A clause: number, what it is about in Chinese and English.
pub const CLAUSES: &[(&str, &str, &str)] = &[
    ("I.1", "目的：可追溯、可考核、可问责", "purpose: traceable, assessable, accountable"),
    ("I.3", "培训类型与适用人员", "the kinds of training, and for whom"),
    ("I.4.1", "真实性原则", "truthfulness"),
    ("I.4.2", "完整性原则", "completeness"),
    ("I.4.3", "规范性原则", "standard form"),
    ("I.4.4", "可追溯性原则：唯一编号与关联", "traceability: one number for each record, and links"),
    ("II.2.1", "安全部门归口管理，纸电双轨", "the safety department in charge; paper and electronic"),
    ("II.2.2", "安全培训管理员现场监督", "supervision on site"),
    ("II.3.1", "人力资源部通知与组织", "human resources notify and organise"),
    ("II.3.2", "记录归入员工档案", "records in the personal file"),
    ("II.4.1", "业务部门负责人与兼职安全员", "heads of departments and part-time safety officers"),
    ("II.4.2", "24小时内移交与上传", "hand-over and upload within 24 hours"),
    ("II.5.1", "班组长记录班组安全活动", "team leaders keep the team's log"),
    ("II.6.1", "记录管理专员：分类与编号", "records specialist: classes and numbers"),
    ("II.6.2", "存放与保存期限", "storage and retention"),
    ("III.1.1", "年度培训计划", "the annual training plan"),
    ("III.2.1", "签到", "sign-in"),
    ("III.2.2", "授课记录", "lecture log"),
    ("III.2.3", "过程监督与活动照片", "supervision and activity photos"),
    ("III.2.4", "考核与补训", "assessment and retraining"),
    ("III.3.1", "归集、自查与移交资料", "collecting, self-check, the package"),
    ("III.3.2", "初审与退回", "review and return"),
    ("III.3.3", "缺失、矛盾与虚假记录的处理", "missing, contradictory and false records"),
    ("III.4.1", "编号与上架", "numbering and shelf order"),
    ("III.4.2", "存放与扫描", "keeping and scanning"),
    ("III.4.3", "一人一档与合格证关联", "one person, one file; qualification certificates"),
    ("III.6.1", "保存期限", "retention"),
    ("III.7.1", "纸电核对与备份", "reconciliation and backup"),
    ("IV.1.1", "12项核心要素", "the twelve core elements"),
    ("IV.1.2", "记录用语", "wording"),
    ("IV.1.3", "记录格式", "format"),
    ("IV.2.1", "三证合一", "three proofs in one"),
    ("IV.2.2", "高风险培训过程留痕", "traces of high-risk training"),
    ("IV.2.3", "抽查核实", "spot checks"),
    ("IV.3.1", "四阶核查法", "four-stage check"),
    ("IV.3.2", "五个必做", "five musts"),
    ("IV.3.3", "缺失补正", "mending of gaps"),
    ("V.1.1", "法规符合性与证据链", "compliance and the chain of evidence"),
    ("V.1.3", "事故关联", "accidents"),
    ("V.3.1", "培训资源预测与演练形式", "forecast of training resources; forms of drills"),
    ("V.4.1", "事故案例与上岗警示", "accident cases, and who works without a pass"),
    ("V.5.1", "智能识别", "recognition by machine"),
    ("VI.1.2", "关键环节监督", "supervision of key steps"),
    ("VI.2.1", "问题分级", "grades of defects"),
    ("VI.4.2", "2023年修订", "the revision of 2023"),
    ("VI.6.1", "课堂监测", "monitoring of the class room"),
    ("VII.1.2", "岗位责任：班组当日完成", "duties of posts: the team's record the same day"),
    ("VII.2.3", "档案室与存储条件", "archive room and storage"),
];

/// The chapter of a clause: `III` of `III.2.1`.
#[must_use]
pub fn chapter_of(clause: &str) -> &str {
    clause.split_once('.').map_or(clause, |(chapter, _)| chapter)
}
