//! Evidence on a record: what it is, what it shows, how it was judged.

use super::code::codes;

codes! {
    /// How somebody signed (III.2.1).
    SignatureKind {
        Handwritten "手写签名" "handwritten";
        Electronic "电子签名（扫码）" "electronic, by scan";
    }

    /// Result of the check of a scan (III.2.1).
    ScanResult {
        Accepted "通过" "accepted";
        Expired "二维码过期" "rejected: expired";
        WrongSession "非本场次" "rejected: of another session";
        Altered "内容被改动" "rejected: altered";
    }

    /// What an activity photo shows (III.2.3).
    PhotoScene {
        Panorama "全景" "panorama";
        CloseUp "特写" "close-up";
        Interaction "互动" "interaction";
    }

    /// What a recording shows.
    VideoSubject {
        Session "培训过程" "the session";
        Practice "学员实操" "practice of a trainee";
    }

    /// Proofs that a policy can demand (三证合一, IV.2.1; online: X.8).
    ProofKind {
        SignIn "培训签到表" "sign-in sheet";
        Video "现场视频" "video of the session";
        ExamPaper "考核试卷或实操评分" "exam paper or practical sheet";
        CertificateCopy "操作证复印件" "copy of the certificate";
        LoginTrace "登录轨迹" "log-in trace";
        Recording "课程录像" "recording of the course";
        OnlineTest "在线测试" "online test";
    }

    /// Kinds of evidence in a package and in storage.
    EvidenceKind {
        SignInSheet "培训签到表" "sign-in sheet";
        Papers "考核试卷" "exam papers";
        ScoreSheet "考核成绩表" "score sheet";
        Photos "活动照片" "photos";
        Video "视频" "video";
        LectureLog "授课记录表" "lecture log";
        SupervisionLog "监督记录" "supervision log";
        Summary "培训小结" "training summary";
        Courseware "课件" "courseware";
        CertificateCopy "证书复印件" "certificate copy";
        Evaluation "培训效果评估表" "effect evaluation form";
        ThreeLevelCard "三级教育卡" "three-level card";
        ReviewForm "复审记录表" "review record form";
        DrillLog "演练记录" "drill log";
        ConsumptionList "物资消耗清单" "consumption list";
        Minutes "会议纪要" "minutes";
        SignaturePage "签字页" "signature page";
        ScoreForm "考核评分表" "assessment score form";
        EffectReport "效果评估报告" "effect evaluation report";
        Other "其他材料" "other material";
    }

    /// Parts of an assessment (III.2.4).
    AssessmentPart {
        Theory "理论考试" "theory exam";
        Practical "实操考核" "practical assessment";
        Oral "口头提问" "oral questions";
    }

    /// Verdict of an assessment: these two only (III.2.4).
    Verdict {
        Pass "合格" "pass";
        Fail "不合格" "fail";
    }

    /// What a mark in a lecture log points at (III.2.2).
    MarkKind {
        LawClause "法规条款" "clause of law";
        Prohibition "操作禁忌" "prohibition";
    }

    /// Where courseware is held (III.2.2).
    Courseware {
        Disc "光盘" "disc";
        Server "服务器" "server";
    }

    /// How a lecture log came about (V.5.1).
    LogOrigin {
        Written "讲师填写" "written by the instructor";
        Transcript "语音转写" "transcribed from speech";
    }

    /// Abnormal events in a session (III.2.3).
    AnomalyKind {
        Leaving "频繁离场" "people leaving";
        OffPlan "偏离计划" "departure from the plan";
        Discipline "纪律问题" "breach of discipline";
        Other "其他异常" "another event";
    }

    /// Who or what saw the people present (V.5.1, VI.6.1).
    ObservationSource {
        Supervisor "监督人员" "supervisor";
        Scan "扫码核验" "scan";
        Camera "摄像识别" "camera";
    }

    /// How an effect was observed (II.5.2).
    EffectMethod {
        Observation "观察" "observation";
        Question "提问" "question";
        Other "其他方式" "another way";
    }

    /// Kinds of certificates.
    CertificateKind {
        SpecialOperation "特种作业操作证" "special-operation certificate";
        SpecialEquipment "特种设备作业人员证" "special-equipment certificate";
        SafetyManagement "安全生产管理人员资格证" "safety-management certificate";
        Principal "主要负责人资格证" "certificate of a principal";
        Other "其他证书" "another certificate";
    }

    /// Why a record is held back from destruction (III.6.1, V.1.3).
    HoldKind {
        Accident "事故调查" "accident investigation";
        Audit "审计抽样未结" "open audit";
        Rectification "整改未闭环" "open rectification";
        Dispute "争议或诉讼" "dispute or suit";
        Other "其他保全" "another reason";
    }

    /// Media that hold a record (III.4.2).
    MediumKind {
        OpticalDisc "光盘" "optical disc";
        HardDisk "硬盘" "hard disk";
        Tape "磁带" "tape";
        Cloud "云端" "cloud";
    }

    /// Kinds of plans (III.1).
    PlanKind {
        Annual "年度计划" "annual plan";
        Special "专项计划" "special plan";
    }
}
