//! Schemas: columns of the record in every type that may hold them, and now and then in one that may not.

use std::ffi::CString;

use anxun::record::{Shape, TrainingRecord, Type};

use crate::input::Input;
use crate::interface::Column;

const TEXTS: &[&str] = &["u", "u", "U", "vu"];
const KEYS: &[&str] = &["i", "c", "C", "s", "S", "I", "l", "L"];
const COUNTS: &[&str] = &["I", "l", "i", "c", "C", "s", "S", "L"];
const DATES: &[&str] = &["tdD", "tdm", "u", "U", "vu"];
const TIMES: &[&str] = &["tts", "ttm", "ttu", "ttn", "u", "vu"];
const STAMPS: &[&str] = &["tsu:Asia/Shanghai", "tss:UTC", "tsm:+08:00", "tsn:-05:30", "tsu:+00:00", "u", "U", "vu"];
const DECIMALS: &[&str] = &["d:28,6", "d:38,2", "d:10,0", "d:9,2,32", "d:18,3,64", "d:76,6,256", "I", "l", "u", "vu"];
/// Types that no column or not every column may have.
const OTHERS: &[&str] = &[
    "n",
    "b",
    "c",
    "e",
    "f",
    "g",
    "z",
    "Z",
    "vz",
    "u",
    "U",
    "vu",
    "tdD",
    "tdm",
    "tts",
    "ttn",
    "tss:",
    "tsu:",
    "tsn:Mars/Base",
    "tsu:+99:99",
    "tDs",
    "tiM",
    "tiD",
    "tin",
    "w:16",
    "w:0",
    "w:-1",
    "w:2147483647",
    "d:0,0",
    "d:39,0",
    "d:77,1,256",
    "d:5,-3",
    "d:5,9",
    "d:",
    "d:1,2,3",
    "+s",
    "+l",
    "+L",
    "+vl",
    "+vL",
    "+w:2",
    "+w:0",
    "+w:-1",
    "+w:2147483647",
    "+w:x",
    "+m",
    "+r",
    "+ud:0,1",
    "+us:0",
    "",
    "?",
    "tsu",
    "t",
    "+",
    "uu",
    "\u{0131}",
];
const LISTS: &[&str] = &["+l", "+l", "+L", "+vl", "+vL", "+w:0", "+w:1", "+w:3"];

/// The schema of a stream.
pub fn schema(input: &mut Input<'_>) -> Column {
    let mut root = object(TrainingRecord::shape(), 0, input);
    if input.is_wrong() {
        root.format = text(input.pick(OTHERS));
    }
    root.name = None;
    root
}

fn text(text: &str) -> Option<CString> {
    CString::new(text).ok()
}

fn object(shape: &'static Shape, depth: usize, input: &mut Input<'_>) -> Column {
    let mut children = Vec::new();
    if depth == 0 {
        // What a review needs to say anything.
        for name in ["schema_version", "kind", "date"] {
            let field = shape.field(name).expect("a field of the head");
            children.push(Some(named(name, column(field.ty, 1, input))));
        }
    }
    let most = if depth == 0 { 9 } else { 5 };
    let mut free: Vec<_> = shape.fields.iter().filter(|field| depth > 0 || !is_head(field.name)).collect();
    for _ in 0..input.below(most) {
        if free.is_empty() || depth > 5 {
            break;
        }
        let field = free.swap_remove(input.below(free.len()));
        children.push(Some(named(field.name, column(field.ty, depth + 1, input))));
    }
    if input.rarely(12) {
        // A column that nobody knows, of any type.
        let format = input.pick(OTHERS);
        children.push(Some(named("no such column", plain(format))));
    }
    wrong_children(Column { format: text("+s"), flags: 2, children, ..Column::default() }, input)
}

fn is_head(name: &str) -> bool {
    matches!(name, "schema_version" | "kind" | "date")
}

fn named(name: &str, column: Column) -> Column {
    Column { name: text(name), ..column }
}

fn plain(format: &str) -> Column {
    let child = || Some(named("item", Column { format: text("u"), flags: 2, ..Column::default() }));
    let children = if format.starts_with('+') && format != "+s" { vec![child()] } else { vec![] };
    Column { format: text(format), flags: 2, children, ..Column::default() }
}

fn column(ty: Type, depth: usize, input: &mut Input<'_>) -> Column {
    if input.is_wrong() {
        return plain(input.pick(OTHERS));
    }
    let mut column = match ty {
        Type::Object(shape) => object(shape, depth, input),
        Type::List(item) => {
            let format = input.pick(LISTS);
            let item = named("item", self::column(*item, depth + 1, input));
            Column { format: text(format), flags: 2, children: vec![Some(item)], ..Column::default() }
        }
        Type::Text | Type::Code(_) => texts(input),
        Type::Count => plain(input.pick(COUNTS)),
        Type::Flag => plain("b"),
        Type::Date => one_of(DATES, input),
        Type::Time => one_of(TIMES, input),
        Type::Stamp => one_of(STAMPS, input),
        Type::Decimal => one_of(DECIMALS, input),
    };
    if input.rarely(40) {
        // A column of nulls fits everywhere.
        column = plain("n");
    }
    wrong_children(column, input)
}

fn one_of(formats: &[&str], input: &mut Input<'_>) -> Column {
    match input.pick(formats) {
        "u" if input.rarely(4) => texts(input),
        format => plain(format),
    }
}

/// Texts, or a dictionary of them.
fn texts(input: &mut Input<'_>) -> Column {
    let values = plain(input.pick(TEXTS));
    if !input.rarely(4) {
        return values;
    }
    let mut keys = plain(if input.is_wrong() { input.pick(OTHERS) } else { input.pick(KEYS) });
    let values = if input.is_wrong() { plain(input.pick(OTHERS)) } else { values };
    keys.dictionary = Some(Box::new(values));
    keys
}

/// What may be wrong with the children and the texts of a schema.
fn wrong_children(mut column: Column, input: &mut Input<'_>) -> Column {
    if !input.is_wrong() {
        return column;
    }
    match input.below(10) {
        0 => column.n_children = Some(-1),
        1 => column.n_children = Some(0),
        2 => column.n_children = Some(column.children.len() as i64 - 1),
        3 => column.no_children = true,
        4 => column.children.push(None),
        5 => column.name = None,
        6 => column.name = CString::new(vec![0xFF, 0xC0]).ok(),
        7 => column.format = None,
        8 => column.format = CString::new(vec![b'u', 0x80]).ok(),
        // A column twice.
        _ => column.children.extend(column.children.first().cloned()),
    }
    column
}
