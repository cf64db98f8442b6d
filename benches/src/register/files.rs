//! Files of a register: laid out for people and for a diff, written, compared.

use std::io;
use std::path::Path;

use serde_json::Value;

use super::FOLDER;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path from the root of the workspace.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl File {
    pub(super) fn new(register: &str, name: &str, text: String) -> File {
        File { path: format!("{FOLDER}/{register}/{name}"), text }
    }
}

/// The files that come from the field table: the record of the unit and the JSON Schema.
#[must_use]
pub fn generated() -> Vec<File> {
    let file = |path: &str, text| File { path: path.to_owned(), text };
    vec![
        file("benches/src/measure/unit.rs", crate::measure::generate::unit_source()),
        file("docs/schema/training-record.schema.json", laid_out(&anxun::record::json_schema(), 3)),
    ]
}

/// Lines of a text file.
pub(super) fn lines(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// JSON with each item on a line of its own down to a depth, compact below; keys in the order of the alphabet, however
/// the maps of `serde_json` are built.
pub(super) fn laid_out(value: &Value, depth: usize) -> String {
    let mut out = String::new();
    put(value, depth, 0, &mut out);
    out.push('\n');
    out
}

fn put(value: &Value, depth: usize, indent: usize, out: &mut String) {
    let items: Vec<(Option<&String>, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        Value::Object(fields) => {
            let mut pairs: Vec<_> = fields.iter().map(|(name, item)| (Some(name), item)).collect();
            pairs.sort_by_key(|(name, _)| *name);
            pairs
        }
        other => return out.push_str(&other.to_string()),
    };
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    out.push(open);
    let is_laid_out = indent < depth && !items.is_empty();
    for (at, (name, item)) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if is_laid_out {
            line(indent + 1, out);
        }
        if let Some(name) = name {
            out.push_str(&Value::String(name.clone()).to_string());
            out.push_str(if indent < depth { ": " } else { ":" });
        }
        put(item, depth, indent + 1, out);
    }
    if is_laid_out {
        line(indent, out);
    }
    out.push(close);
}

fn line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Writes the files below the root of the workspace.
///
/// # Errors
/// Those of the file system.
pub fn write_all(root: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &file.text)?;
    }
    Ok(())
}

/// The first difference between the files and what stands below the root, in words.
#[must_use]
pub fn first_difference(root: &Path, files: &[File]) -> Option<String> {
    files.iter().find_map(|file| {
        let there = match std::fs::read_to_string(root.join(&file.path)) {
            Ok(text) => text,
            Err(error) => return Some(format!("{}: {error}", file.path)),
        };
        if there == file.text {
            return None;
        }
        let mut pairs = file.text.lines().zip(there.lines()).zip(1..);
        let line = pairs
            .find(|((made, there), _)| made != there)
            .map_or_else(|| file.text.lines().count().min(there.lines().count()) + 1, |(_, line)| line);
        Some(format!("{}: line {line} is not what the maker writes", file.path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_stand_on_lines_down_to_a_depth() {
        let value = json!({"b": [{"y": 1, "x": "甲"}], "a": []});
        assert_eq!(laid_out(&value, 2), "{\n \"a\": [],\n \"b\": [\n  {\"x\":\"甲\",\"y\":1}\n ]\n}\n");
        assert_eq!(serde_json::from_str::<Value>(&laid_out(&value, 1)).unwrap(), value);
    }
}
