//! Emergency drills and response training (应急演练与处置培训).

use anxun::vocab::Capability::{Emergency, Skills};
use anxun::vocab::EmergencyForm::{Drill, Skill, Tabletop, Vr};
use anxun::vocab::TrainingKind;

use super::{Drill as DrillOf, NO_DRILL, Practical, SUBJECT, Subject, Variant};

const RESPONSE: Subject = Subject {
    kind: TrainingKind::Emergency,
    places: &["罐区泵房", "装置区现场"],
    minutes: 90,
    law: "《生产安全事故应急条例》第八条",
    capabilities: &[Skills, Emergency],
    method: "现场演练评分与笔试，各100分",
    paper: Some("AQ-YJ-01"),
    ..SUBJECT
};

pub(super) const SUBJECTS: &[Subject] = &[
    Subject {
        code: "YJ-01",
        variant: Variant::Emergency(
            Drill,
            DrillOf {
                kind: "储罐泄漏",
                groups: &[("警戒疏散组", 4), ("抢险堵漏组", 6), ("医疗救护组", 8), ("通讯联络组", 3)],
                supplies: &[("吸附棉", "24", "片"), ("堵漏木楔", "6", "只"), ("泡沫液", "40.5", "升")],
            },
        ),
        name: "甲苯储罐泄漏实战演练",
        topic: "储罐泄漏报警、堵漏与疏散",
        summary: &[
            "模拟T-102罐底阀法兰泄漏，报警后3分钟通讯到位，6分钟抢险到位。",
            "处置5步：报警、警戒、稀释、堵漏、洗消。",
            "抢险人员**必须佩戴**空气呼吸器，泄漏区**严禁启停**非防爆电器。",
        ],
        points: &["警戒半径按下风向150米设置。"],
        cases: "某罐区泄漏时车辆未熄火引燃蒸气云。",
        interaction: "演练后分组点评，提出改进7条。",
        prohibition: "泄漏区严禁启停非防爆电器",
        goal: "各小组在规定时间内到位并完成堵漏",
        ..RESPONSE
    },
    Subject {
        code: "YJ-02",
        variant: Variant::Emergency(
            Drill,
            DrillOf {
                kind: "火灾",
                groups: &[("灭火组", 5), ("疏散组", 3), ("救护组", 7)],
                supplies: &[("干粉灭火器", "8", "具"), ("消防水带", "4", "盘")],
            },
        ),
        name: "装置火灾扑救演练",
        topic: "初期火灾扑救与人员疏散",
        summary: &[
            "模拟离心机房起火，5分钟内出2支水枪，疏散21人。",
            "扑救4步：断电、切料、冷却、灭火。",
            "烟雾中**必须弯腰**沿墙撤离，**严禁乘坐**电梯。",
        ],
        points: &["消防炮射程50米，压力0.8MPa。"],
        cases: "疏散清点漏1人，二次搜救耽误6分钟。",
        interaction: "逐组复盘，疏散组清点用时2分10秒。",
        prohibition: "火灾时严禁乘坐电梯",
        goal: "员工会扑救初期火灾并按路线疏散",
        ..RESPONSE
    },
    Subject {
        code: "YJ-03",
        variant: Variant::Emergency(
            Tabletop,
            DrillOf { kind: "停电", groups: &[("调度组", 2), ("工艺组", 4), ("设备组", 5)], supplies: &[] },
        ),
        name: "全厂停电桌面推演",
        topic: "停电后装置安全停车",
        places: &["应急指挥中心"],
        minutes: 100,
        summary: &[
            "推演35千伏失电情景，UPS维持30分钟，按12个节点逐一处置。",
            "优先保证冷却水、氮气和仪表风3项公用工程。",
            "来电后**必须逐台**确认后启动，**严禁同时**启动大机组。",
        ],
        points: &["柴油发电机15秒内自启动。"],
        cases: "来电后同时启动压缩机，二次跳闸。",
        interaction: "各专业答辩15题，提出预案修改4处。",
        prohibition: "来电后严禁同时启动大机组",
        goal: "各专业熟悉停电处置节点和分工",
        method: "推演评分与笔试，各100分",
        ..RESPONSE
    },
    Subject {
        code: "YJ-04",
        variant: Variant::Emergency(
            Vr,
            DrillOf { kind: "受限空间救援", groups: &[("救援一组", 5), ("救援二组", 6)], supplies: &[] },
        ),
        name: "受限空间救援VR演练",
        topic: "受限空间中毒窒息救援",
        places: &["VR实训室"],
        minutes: 80,
        summary: &[
            "在虚拟污水池场景中完成通风、检测、下放、提升4个环节。",
            "氧含量低于19.5%时只能由佩戴空气呼吸器的救援组进入。",
            "**严禁未经**检测进入施救，救援**必须使用**三脚架和安全绳。",
        ],
        points: &["检测按上、中、下3个高度进行。"],
        cases: "2名工友未防护下池施救，全部昏迷。",
        interaction: "每组2次操作，平均用时4分50秒。",
        prohibition: "未经检测严禁进入施救",
        goal: "救援人员在5分钟内完成虚拟救援",
        high_risk: &["ConfinedSpace"],
        ..RESPONSE
    },
    Subject {
        code: "YJ-05",
        variant: Variant::Emergency(Skill, NO_DRILL),
        name: "应急救护技能培训",
        topic: "心肺复苏与创伤包扎",
        places: &["培训中心201教室", "医务室培训间"],
        minutes: 90,
        summary: &[
            "心肺复苏5个循环，按压频率100至120次每分。",
            "止血带每40分钟放松1次，标注上带时间。",
            "疑似脊柱损伤**不得随意**搬动，**必须固定**后转运。",
        ],
        points: &["AED开机后按语音提示操作，贴片位置右上左下。"],
        cases: "及时实施心肺复苏4分钟，伤员恢复自主呼吸。",
        interaction: "两人一组在模拟人上操作，逐人过关。",
        prohibition: "脊柱损伤不得随意搬动",
        goal: "员工掌握心肺复苏和包扎技能",
        method: "笔试与模拟人实操，各100分",
        paper: Some("AQ-YJ-05"),
        practical: Some(Practical {
            task: "单人心肺复苏",
            steps: &[
                ("判断意识与呼救", "呼救漏说地点", "漏项"),
                ("胸外按压", "按压深度不足", "操作不到位"),
                ("开放气道与人工呼吸", "吹气过快", "操作不到位"),
            ],
            seconds: 150,
        }),
        ..RESPONSE
    },
];
