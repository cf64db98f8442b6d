//! Activities of the teams (班组安全活动).

use anxun::vocab::Capability::{Rules, Skills};
use anxun::vocab::{Activity, Level, TrainingKind::TeamActivity};

use super::{SUBJECT, Subject, Variant};

const PRE_SHIFT: Subject = Subject {
    kind: TeamActivity,
    level: Some(Level::Team),
    variant: Variant::Team(Activity::PreShift),
    name: "班前会",
    places: &["中控室", "班组休息室"],
    minutes: 20,
    capabilities: &[Rules, Skills],
    method: "",
    paper: None,
    ..SUBJECT
};

const STUDY: Subject =
    Subject { variant: Variant::Team(Activity::WeeklyStudy), name: "班组周安全学习", minutes: 50, ..PRE_SHIFT };

pub(super) const SUBJECTS: &[Subject] = &[
    Subject {
        code: "BZ-01",
        topic: "当班任务与风险告知",
        summary: &[
            "点名应到实到核对，询问8小时内休息和饮酒情况，均正常。",
            "布置当班任务3项：2号釜投料、过滤机换布、罐区倒料。",
            "换布作业**必须断电**上锁，进料阀加盲板确认。",
        ],
        ..PRE_SHIFT
    },
    Subject {
        code: "BZ-02",
        topic: "检修配合作业风险告知",
        summary: &[
            "配合检修P-203泵，关闭前后阀2只并挂牌，泄压至0MPa。",
            "拆卸时人员站侧面，**严禁正对**法兰。",
            "讨论补充措施1条：接料盆放在低点，防止余料落地。",
        ],
        ..PRE_SHIFT
    },
    Subject {
        code: "BZ-03",
        topic: "大风降温天气风险告知",
        summary: &[
            "预报夜间风力7级、最低零下6℃，检查伴热12处全部投用。",
            "高处平台巡检2人同行，6级以上大风**不得登高**。",
            "罐顶呼吸阀加查1次，防止冻堵。",
        ],
        ..PRE_SHIFT
    },
    Subject {
        code: "BZ-04",
        topic: "装卸车作业风险告知",
        summary: &[
            "当班装车6车次，逐车核对资质、静电接地和轮挡。",
            "鹤管对位后先通气后进液，流速不大于1米每秒起步。",
            "**严禁司机**离车，雷雨**必须停止**装卸。",
        ],
        departments: &["CC"],
        ..PRE_SHIFT
    },
    Subject {
        code: "BZ-05",
        topic: "学习事故通报：受限空间中毒",
        summary: &[
            "学习某公司污水池清淤中毒通报，3人盲目施救致伤亡扩大。",
            "对照本班组2处受限空间，检查警示标识和审批流程。",
            "作业前**必须通风**30分钟以上并检测，**严禁盲目**施救。",
        ],
        ..STUDY
    },
    Subject {
        code: "BZ-06",
        topic: "学习岗位应急处置卡",
        summary: &[
            "逐条学习应急处置卡8条，每人抽背2条，全部通过。",
            "讨论氨泄漏时上风向撤离路线，确认集合点在3号门。",
            "处置**必须两人**以上，先佩戴空气呼吸器再进入。",
        ],
        ..STUDY
    },
    Subject {
        code: "BZ-07",
        topic: "学习用电安全与临时用电管理",
        summary: &[
            "学习临时用电规定，检查配电箱5只，发现接地松动1处并整改。",
            "移动电具**必须经过**漏电保护器，动作电流不大于30毫安。",
            "**严禁私拉**乱接，下班断电确认签字。",
        ],
        ..STUDY
    },
    Subject {
        code: "BZ-08",
        topic: "学习交通与厂内车辆安全",
        summary: &[
            "厂内限速：主干道20公里每小时，装置区10公里每小时。",
            "叉车作业前检查6项，转弯鸣号，货叉离地不超过30厘米。",
            "**严禁无证**驾驶叉车，人货**不得混载**。",
        ],
        ..STUDY
    },
];
