//! The departments of the plant, with their workshops and posts.

use anxun::vocab::SpecialOperation::{self, Electrical, HazardousChemicals, Height, Welding};

/// A department.
#[derive(Debug)]
pub(super) struct DepartmentSpec {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// How many people it has.
    pub(super) people: usize,
    /// Workshops: code, name, teams; empty for an office.
    pub(super) workshops: &'static [(&'static str, &'static str, usize)],
    /// Posts, taken in turn; with the special operation, where the post is one.
    pub(super) posts: &'static [(&'static str, Option<SpecialOperation>)],
}

/// Code of the safety department.
pub const SAFETY: &str = "AJ";

const CREW: [&str; 4] = ["甲班", "乙班", "丙班", "丁班"];

/// The special operation of a post, where it is one.
pub(crate) fn special_operation_of(post: &str) -> Option<SpecialOperation> {
    DEPARTMENTS.iter().flat_map(|spec| spec.posts).find(|(name, _)| *name == post).and_then(|(_, operation)| *operation)
}

/// The name of a team.
pub(super) fn team_name(at: usize) -> &'static str {
    CREW[at % CREW.len()]
}

pub(super) const DEPARTMENTS: [DepartmentSpec; 12] = [
    DepartmentSpec {
        code: SAFETY,
        name: "安环部",
        people: 15,
        workshops: &[],
        posts: &[("安全工程师", None), ("环保工程师", None), ("职业卫生专员", None)],
    },
    DepartmentSpec {
        code: "SY",
        name: "生产一部",
        people: 120,
        workshops: &[("HC", "合成车间", 4), ("JL", "精馏车间", 4)],
        posts: &[
            ("中控操作工", None),
            ("外操工", None),
            ("聚合工艺操作工", Some(HazardousChemicals)),
            ("外操工", None),
            ("巡检工", None),
        ],
    },
    DepartmentSpec {
        code: "SE",
        name: "生产二部",
        people: 104,
        workshops: &[("JH", "聚合车间", 4), ("GZ", "干燥车间", 4)],
        posts: &[
            ("中控操作工", None),
            ("聚合工艺操作工", Some(HazardousChemicals)),
            ("包装工", None),
            ("外操工", None),
            ("干燥操作工", None),
            ("巡检工", None),
        ],
    },
    DepartmentSpec {
        code: "GY",
        name: "公用工程部",
        people: 58,
        workshops: &[("DL", "动力车间", 4), ("SC", "水处理车间", 2)],
        posts: &[
            ("循环水操作工", None),
            ("空压操作工", None),
            ("变配电值班员", Some(Electrical)),
            ("污水操作工", None),
        ],
    },
    DepartmentSpec {
        code: "SB",
        name: "设备部",
        people: 72,
        workshops: &[("JX", "机修车间", 3), ("DQ", "电仪车间", 3)],
        posts: &[
            ("钳工", None),
            ("电工", Some(Electrical)),
            ("焊工", Some(Welding)),
            ("仪表工", None),
            ("起重工", None),
            ("架子工", Some(Height)),
        ],
    },
    DepartmentSpec {
        code: "CC",
        name: "仓储物流部",
        people: 54,
        workshops: &[("GQ", "罐区", 4), ("ZX", "装卸站", 2)],
        posts: &[("罐区操作工", None), ("叉车司机", None), ("装卸工", None), ("仓库保管员", None)],
    },
    DepartmentSpec {
        code: "ZL",
        name: "质检中心",
        people: 36,
        workshops: &[],
        posts: &[("化验员", None), ("采样员", None), ("计量员", None)],
    },
    DepartmentSpec {
        code: "JS",
        name: "技术研发部",
        people: 30,
        workshops: &[],
        posts: &[("工艺工程师", None), ("研发员", None), ("仿真工程师", None)],
    },
    DepartmentSpec {
        code: "CG",
        name: "采购部",
        people: 16,
        workshops: &[],
        posts: &[("采购员", None), ("供应商管理员", None)],
    },
    DepartmentSpec {
        code: "XS",
        name: "销售部",
        people: 24,
        workshops: &[],
        posts: &[("销售员", None), ("客户服务员", None)],
    },
    DepartmentSpec {
        code: "RZ",
        name: "人力行政部",
        people: 26,
        workshops: &[],
        posts: &[("人事专员", None), ("行政专员", None), ("门卫", None)],
    },
    DepartmentSpec {
        code: "CW", name: "财务部", people: 14, workshops: &[], posts: &[("会计", None), ("出纳", None)]
    },
];
