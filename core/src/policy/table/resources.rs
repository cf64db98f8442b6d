//! Chapter VII (保障): group, posts, reports, budget, staffing, rooms and devices, data security.

use super::codes::{BACKUP_TARGETS, SECURITY_LAYERS};
use super::given::{all, count, each, fixed, positive, rows, share};
use crate::policy::value::CadenceKind::{HalfYear, Month, Quarter};

rows! {
    "group.meeting" each(1, Month), None, Lower, "VII.1.1" ["C-32"],
        "专项小组例会周期", "meeting of the special group";
    "matrix.posts" count(32), Items, None, "VII.1.2" ["C-24"],
        "责任矩阵岗位数", "posts of the responsibility matrix";
    "principal.report" each(1, Quarter), None, Lower, "VII.1.3, II.1.1",
        "向主要负责人专题汇报周期", "special report to the principal";
    "budget.rate" share("0.005"), Share, Higher, "VII.2.1",
        "培训经费占年营业收入比例", "budget as a share of the year's revenue";
    "budget.report" each(1, HalfYear), None, Lower, "VII.2.1",
        "经费执行情况报告周期", "report on the budget";
    "staffing.per" positive(500), Persons, Lower, "VII.2.2" ["C-15"],
        "每名专职记录员对应的员工数", "employees for each full-time officer";
    "staffing.qualifications" fixed(3), Items, NotCompared, "VII.2.2",
        "记录员任职条件数", "qualifications of the officer";
    "video.retention" count(3), Years, Higher, "VII.2.3" ["C-09"],
        "视频保存年限", "retention of video";
    "security.layers" all(SECURITY_LAYERS), None, Superset, "VII.3.2" ["C-25"],
        "数据安全措施（TLS、AES-256、动态口令）", "layers of data security";
    "security.key_bits" positive(256), Bits, Higher, "VII.3.2",
        "加密密钥长度", "length of the encryption key";
    "backup.every" positive(1), Months, Lower, "VII.3.2" ["C-26"],
        "备份间隔", "interval of the backup";
    "backup.targets" all(BACKUP_TARGETS), None, Superset, "VII.3.2" ["C-26"],
        "备份目标（本地、云端）", "targets of the backup";
}
