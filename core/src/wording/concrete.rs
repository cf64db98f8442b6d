//! Whether a summary says something that one could check: a figure, or a list of at least two steps (WD-03).
//!
//! A figure is a digit, half- or full-width, or a Chinese numeral before a measure word; numerals that count nothing
//! (统一, 进一步, 一次性, 零件) are none. A list is what 、 ; or → join, or what two ordinals number.

/// Chinese numerals.
const NUMERALS: &str = "〇零一二两三四五六七八九十百千万亿半";

/// Measure words and units.
const MEASURES: &[&str] = &[
    "米",
    "厘米",
    "毫米",
    "公里",
    "千米",
    "平方",
    "立方",
    "公斤",
    "千克",
    "克",
    "毫克",
    "吨",
    "升",
    "毫升",
    "伏",
    "千伏",
    "安培",
    "瓦",
    "千瓦",
    "欧姆",
    "帕",
    "兆帕",
    "度",
    "摄氏度",
    "秒",
    "分钟",
    "小时",
    "学时",
    "课时",
    "天",
    "日",
    "周",
    "个",
    "月",
    "季度",
    "年",
    "分之",
    "倍",
    "人",
    "名",
    "位",
    "步",
    "项",
    "条",
    "种",
    "类",
    "次",
    "遍",
    "件",
    "台",
    "套",
    "只",
    "把",
    "根",
    "张",
    "份",
    "处",
    "道",
    "层",
    "起",
    "组",
    "点",
    "方面",
    "环节",
    "阶段",
    "要点",
];

/// Words that look like a count and are none: what stands before the numeral, and what begins with it.
const NO_COUNTS: &[(&str, &str)] = &[
    ("", "一起"),
    ("", "一点"),
    ("", "一度"),
    ("", "一道"),
    ("", "一次性"),
    ("", "一次侧"),
    ("", "一次回路"),
    ("", "一次设备"),
    ("", "一把手"),
    ("", "二次"),
    ("", "三位一体"),
    ("", "四周"),
    ("", "四处"),
    ("", "百度"),
    ("", "零"),
    ("", "〇"),
    ("统", "一"),
    ("唯", "一"),
    ("逐", "一"),
    ("单", "一"),
    ("同", "一"),
    ("任", "一"),
    ("每", "一"),
    ("某", "一"),
    ("另", "一"),
    ("进", "一"),
    ("下", "一"),
    ("上", "一"),
    ("之", "一"),
    ("这", "一"),
    ("那", "一"),
    ("不", "一"),
];

/// Words that number the steps of a list.
const ORDINALS: &[&str] = &["首先", "其次", "再次", "然后", "接着", "最后"];

/// Whether a text names a figure or a list of at least two steps.
#[must_use]
pub fn is_concrete(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    text.contains(is_digit) || has_joined_items(text) || has_count(text) || ordinals(text) >= 2
}

/// Something on both sides of a sign that joins the items of a list.
fn has_joined_items(text: &str) -> bool {
    let says = |part: &str| part.contains(char::is_alphanumeric);
    let joins = |c: char| matches!(c, '、' | ';' | '；' | '→');
    text.split(joins).filter(|item| says(item)).nth(1).is_some()
}

fn is_numeral(letter: char) -> bool {
    NUMERALS.contains(letter)
}

/// A Chinese numeral before a measure word.
fn has_count(text: &str) -> bool {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let begins = is_numeral(letter) && !is_numeral(before);
        before = letter;
        if begins && text.get(at..).is_some_and(|rest| is_count(text.get(..at).unwrap_or_default(), rest)) {
            return true;
        }
    }
    false
}

/// Whether a text that begins with a numeral counts something.
fn is_count(before: &str, rest: &str) -> bool {
    let behind = rest.trim_start_matches(is_numeral);
    MEASURES.iter().any(|measure| behind.starts_with(measure))
        && !NO_COUNTS.iter().any(|(last, word)| before.ends_with(last) && rest.starts_with(word))
}

/// How many ordinals stand in a text: 首先, 第一, 一是, ①, （一）.
fn ordinals(text: &str) -> usize {
    text.char_indices().filter(|(at, letter)| text.get(*at..).is_some_and(|rest| is_ordinal(*letter, rest))).count()
}

fn is_ordinal(letter: char, rest: &str) -> bool {
    let numbered = |open: char, close: &str| {
        let inner = rest.strip_prefix(open).unwrap_or_default();
        let behind = inner.trim_start_matches(is_numeral);
        behind.len() < inner.len() && behind.starts_with(close)
    };
    match letter {
        '①'..='⒇' | '㈠'..='㈩' | '㊀'..='㊉' => true,
        '（' => numbered('（', "）"),
        '(' => numbered('(', ")"),
        '第' => rest.strip_prefix('第').is_some_and(|rest| rest.starts_with(is_numeral)),
        _ if is_numeral(letter) => rest.chars().nth(1) == Some('是'),
        _ => ORDINALS.iter().any(|word| rest.starts_with(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g_20_the_example_of_the_scheme() {
        assert!(!is_concrete("讲解灭火器使用方法"));
        assert!(is_concrete("演示干粉灭火器操作步骤(拔销、对准、按压),重点强调距离火源2米的安全站位"));
    }

    #[test]
    fn figures() {
        for text in [
            "间距2米",
            "间距２米",
            "间距两米",
            "间距十五米",
            "分三步演示",
            "百分之五",
            "合格线八十分之六十",
            "按四个环节讲",
        ] {
            assert!(is_concrete(text), "{text}");
        }
        for text in [
            "",
            "统一组织学习",
            "进一步提高认识",
            "一起学习",
            "十分重要",
            "清洗零件",
            "设备四周清理",
            "更换一次性手套",
            "检查二次回路",
            "逐一条目学习",
            "三级安全教育",
            "万一失火要报警",
        ] {
            assert!(!is_concrete(text), "{text}");
        }
    }

    #[test]
    fn lists_of_two_steps() {
        for text in [
            "拔销、对准",
            "拔销；对准",
            "拔销;对准",
            "拔销→对准",
            "首先拔销，然后对准",
            "①拔销②对准",
            "（一）拔销（二）对准",
            "(一)拔销(二)对准",
            "第一拔销，第二对准",
            "一是拔销，二是对准",
        ] {
            assert!(is_concrete(text), "{text}");
        }
        for text in ["拔销、", "、拔销", "拔销；。", "首先拔销", "①拔销", "拔销，对准", "第一要务", "拔销\n对准"]
        {
            assert!(!is_concrete(text), "{text}");
        }
    }
}
