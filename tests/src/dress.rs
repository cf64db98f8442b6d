//! One value written in many ways: keys in any order, white space where it may stand, escapes where they may.

use anxun_benches::random::Random;
use serde_json::Value;

/// The value as a text that says the same as any other: chance chooses order, spaces and escapes.
#[must_use]
pub fn dressed(value: &Value, random: &mut Random) -> String {
    let mut out = String::new();
    space(random, &mut out);
    write(value, random, &mut out);
    space(random, &mut out);
    out
}

fn space(random: &mut Random, out: &mut String) {
    while random.chance(1, 4) {
        out.push(*random.pick(&[' ', '\n', '\r', '\t']));
    }
}

fn write(value: &Value, random: &mut Random, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut pairs: Vec<_> = fields.iter().collect();
            random.shuffle(&mut pairs);
            out.push('{');
            for (at, (key, inner)) in pairs.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                space(random, out);
                text(key, random, out);
                space(random, out);
                out.push(':');
                space(random, out);
                write(inner, random, out);
                space(random, out);
            }
            space(random, out);
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, inner) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                space(random, out);
                write(inner, random, out);
                space(random, out);
            }
            space(random, out);
            out.push(']');
        }
        Value::String(own) => text(own, random, out),
        other => out.push_str(&other.to_string()),
    }
}

/// A text: most of them plain, the others with some of their signs escaped.
fn text(own: &str, random: &mut Random, out: &mut String) {
    let share = if random.chance(1, 2) { 0 } else { 1 + random.below(8) };
    out.push('"');
    for sign in own.chars() {
        let must = sign < ' ' || sign == '"' || sign == '\\';
        if !must && !random.chance(share, 8) {
            out.push(sign);
            continue;
        }
        match sign {
            '"' | '\\' | '/' if random.chance(1, 2) => {
                out.push('\\');
                out.push(sign);
            }
            '\n' if random.chance(1, 2) => out.push_str("\\n"),
            '\t' if random.chance(1, 2) => out.push_str("\\t"),
            sign => {
                for unit in sign.encode_utf16(&mut [0; 2]) {
                    let escape = if random.chance(1, 2) { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") };
                    out.push_str(&escape);
                }
            }
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_dress_says_the_same() {
        let value = json!({"a": ["\"\\/\n\t\u{1}安😀", 1, null, true], "安": {"": {}, "b": []}});
        let mut random = Random::new(1);
        let dresses: Vec<String> = (0..200).map(|_| dressed(&value, &mut random)).collect();
        assert!(dresses.iter().all(|text| serde_json::from_str::<Value>(text).unwrap() == value));
        assert!(dresses.iter().any(|text| text.contains("\\u5B89")) && dresses.iter().any(|text| text.contains('安')));
    }
}
