//! Kinds of training (I.3) and what tells one session from another of its kind.

use super::code::codes;

codes! {
    /// Kinds of training (培训类型, I.3): nine, and as a tenth the log of a team's activity (II.5.1).
    TrainingKind {
        NewHire "新员工三级安全教育" "new-hire three-level education";
        Refresher "在岗定期复训" "periodic refresher in the post";
        Transfer "转岗培训" "training after a transfer";
        ReturnToWork "复工培训" "training after a long absence";
        SpecialOperation "特种作业培训" "special-operation training";
        Management "管理人员安全资格培训" "qualification of management";
        FourNew "四新培训" "new technology, process, equipment or material";
        Emergency "应急预案演练与处置培训" "emergency drill and response training";
        Other "其他法定培训" "other statutory training";
        TeamActivity "班组安全活动" "safety activity of a team";
    }

    /// Level at which a session is held (级别, I.3): a session of level Team has to be completed the same day.
    Level {
        Company "公司级" "company";
        Workshop "车间级" "workshop";
        Team "班组级" "team";
    }

    /// Stage of a special-operation training (I.3).
    Stage {
        Certification "取证" "first certification";
        Review "复审" "review";
    }

    /// Special operations (特种作业): the classes of the catalogue; `Other` carries a name.
    SpecialOperation {
        Electrical "电工作业" "electrical work";
        Welding "焊接与热切割作业" "welding and thermal cutting";
        Height "高处作业" "work at height";
        Refrigeration "制冷与空调作业" "refrigeration and air conditioning";
        CoalMine "煤矿安全作业" "coal-mine safety";
        Mine "金属非金属矿山安全作业" "metal and non-metal mine safety";
        OilGas "石油天然气安全作业" "oil and gas safety";
        Metallurgy "冶金（有色）生产安全作业" "metallurgical production safety";
        HazardousChemicals "危险化学品安全作业" "hazardous-chemicals safety";
        Fireworks "烟花爆竹安全作业" "fireworks safety";
        Other "其他特种作业" "another special operation";
    }

    /// Posts of management whose qualification is trained (I.3).
    ManagementPost {
        Principal "主要负责人" "principal";
        SafetyManager "安全生产管理人员" "safety manager";
        TeamLeader "班组长" "team leader";
        Other "其他管理人员" "another manager";
    }

    /// What is new in a training on the four new things (四新, I.3).
    FourNewSubject {
        Technology "新技术" "technology";
        Process "新工艺" "process";
        Equipment "新设备" "equipment";
        Material "新材料" "material";
    }

    /// Forms of emergency training (I.3, V.3.1).
    EmergencyForm {
        Drill "实战演练" "drill";
        Tabletop "桌面推演" "table-top drill";
        Vr "VR模拟演练" "drill in virtual reality";
        Skill "应急技能培训" "training of response skills";
    }

    /// Activities of a team (班组安全活动, II.5.1).
    Activity {
        PreShift "班前会" "pre-shift meeting";
        WeeklyStudy "周安全学习" "weekly safety study";
        Other "其他活动" "another activity";
    }

    /// How a session is held (X.8); absent means on site.
    Delivery {
        OnSite "现场" "on site";
        Online "线上" "online";
        Blended "线上线下结合" "blended";
    }

    /// The five contents of the duty to train (安全生产法 28(1); C-02).
    Capability {
        Knowledge "安全生产知识" "knowledge of work safety";
        Rules "规章制度和操作规程" "rules and operating procedures";
        Skills "岗位安全操作技能" "operating skills of the post";
        Emergency "事故应急处理措施" "emergency measures";
        RightsDuties "自身权利和义务" "rights and duties";
    }

    /// Kinds of people without an employee number.
    PersonKind {
        Agency "被派遣劳动者" "agency worker";
        Contractor "承包商人员" "contractor";
        Intern "实习学生" "intern";
        Visitor "外来人员" "visitor";
        Other "其他人员" "another person";
    }
}
