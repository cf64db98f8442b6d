//! States, stages, elements and verdicts of a record.

use super::code::codes;

codes! {
    /// States of a record as the host states them (SM-2).
    RecordState {
        Planned "已计划" "planned";
        InProgress "进行中" "in progress";
        Collecting "收集中" "collecting";
        SelfChecked "已自查" "self-checked";
        Submitted "已移交" "submitted";
        Received "已接收" "received";
        Returned "已退回" "returned";
        Reviewed "已审核" "reviewed";
        Numbered "已编号" "numbered";
        Archived "已归档" "archived";
        AmendPending "更正待审" "amendment pending";
        Invalid "无效" "invalid";
        Superseded "已被替代" "superseded";
        DestructionPending "待销毁" "awaiting destruction";
        Destroyed "已销毁" "destroyed";
        Cancelled "已取消" "cancelled";
    }

    /// The four stages of checking (四阶核查法, IV.3.1).
    CheckStage {
        SelfCheck "部门自查" "self-check of the department";
        Review "安环部要素审核" "review by the safety department";
        InternalAudit "内审抽查" "internal audit";
        ExternalAudit "外部审计" "external audit";
    }

    /// The twelve core elements (12项核心要素, IV.1.1; C-03).
    Element {
        Name "培训名称" "training name";
        Date "培训日期" "date";
        Time "起止时间" "time from and to";
        Place "培训地点" "place";
        Instructor "授课教师" "instructor";
        Participants "参训人员名单" "list of participants";
        Topic "培训主题" "topic";
        ContentSummary "核心内容概要" "summary of the content";
        AssessmentMethod "考核方式" "assessment method";
        AssessmentResult "考核结果" "assessment result";
        RecorderSignature "记录人签字" "recorder's signature";
        Duration "培训时长" "duration";
    }

    /// Classes of retention (III.6.1).
    RetentionClass {
        Ordinary "普通培训记录" "ordinary record";
        SpecialOperation "特种作业人员记录" "record of special-operation staff";
        AccidentRelated "事故调查相关记录" "accident-related record";
    }

    /// Whether the proofs stand (三证合一, IV.2.1).
    Validity {
        Valid "有效" "valid";
        Exempt "免于三证" "exempt";
        Invalid "无效" "invalid";
        Unknown "无法判定" "unknown";
    }

    /// Whether the elements and musts stand (IV.1.1, IV.3.2).
    Completeness {
        Complete "完整" "complete";
        Incomplete "不完整" "incomplete";
        Unknown "无法判定" "unknown";
    }
}
