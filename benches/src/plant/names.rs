//! Names of nobody: a family name and two signs of the old calendar (天干地支), which no parent chooses.

use std::collections::BTreeSet;

use crate::random::Random;

const FAMILY: [&str; 40] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤",
    "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "戚", "谢", "邹", "喻", "柏", "水",
    "窦", "章",
];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];

/// Gives out names, each once.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    pub(super) fn next(&mut self, random: &mut Random) -> String {
        loop {
            let name = [*random.pick(&FAMILY), *random.pick(&STEMS), *random.pick(&BRANCHES)].concat();
            if self.0.insert(name.clone()) {
                return name;
            }
        }
    }
}
