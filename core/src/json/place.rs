//! From a byte offset to a JSON pointer, and to line and column: walked again, only when there is something to say.

/// One token of a JSON pointer with `~` and `/` escaped (RFC 6901).
#[must_use]
pub fn escape_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// Line and column (both from 1, the column in characters) of a byte offset.
#[must_use]
pub fn position_at(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let head = text.get(..at).unwrap_or_default();
    let line_start = head.rfind('\n').map_or(0, |found| found + 1);
    let column = head.get(line_start..).unwrap_or_default().chars().count() + 1;
    (head.matches('\n').count() + 1, column)
}

/// The pointer of the value or key at offset `at` of a document that is valid JSON up to there.
#[must_use]
pub fn pointer_at(text: &str, at: usize) -> String {
    Walk::new(text).to(at)
}

/// The pointers of many offsets, in one walk over the document.
#[must_use]
pub fn pointers_at(text: &str, offsets: &[usize]) -> Vec<String> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|place| offsets.get(*place));
    let mut walk = Walk::new(text);
    let mut pointers = vec![String::new(); offsets.len()];
    for place in order {
        if let (Some(at), Some(pointer)) = (offsets.get(place), pointers.get_mut(place)) {
            *pointer = walk.to(*at);
        }
    }
    pointers
}

/// A walk that knows at each offset what is open.
struct Walk<'t> {
    text: &'t str,
    here: usize,
    open: Vec<Level>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        Walk { text, here: 0, open: vec![] }
    }

    /// The pointer at an offset that is not before the last one.
    fn to(&mut self, at: usize) -> String {
        let bytes = self.text.as_bytes();
        while self.here < at {
            match bytes.get(self.here) {
                None => break,
                Some(b'{') => self.open.push(Level::Object(None)),
                Some(b'[') => self.open.push(Level::List(0)),
                Some(b'}' | b']') => {
                    self.open.pop();
                }
                Some(b',') => match self.open.last_mut() {
                    Some(Level::List(position)) => *position += 1,
                    Some(Level::Object(key)) => *key = None,
                    None => {}
                },
                Some(b'"') => {
                    let end = string_end(bytes, self.here);
                    if end > at {
                        break;
                    }
                    keep_key(self.text, self.here, end, &mut self.open);
                    self.here = end;
                    continue;
                }
                Some(_) => {}
            }
            self.here += 1;
        }
        // The offset of a key: the pointer names that key.
        if bytes.get(at) == Some(&b'"') {
            keep_key(self.text, at, string_end(bytes, at), &mut self.open);
        }
        self.open.iter().filter_map(Level::token).fold(String::new(), |pointer, token| pointer + "/" + &token)
    }
}

enum Level {
    /// An object, in the value of a key once one was read; the empty text is a key too.
    Object(Option<String>),
    List(usize),
}

impl Level {
    fn token(&self) -> Option<String> {
        match self {
            Level::Object(key) => key.as_deref().map(escape_token),
            Level::List(position) => Some(position.to_string()),
        }
    }
}

/// Notes the string from `start` to `end` as the current key where a colon follows it.
fn keep_key(text: &str, start: usize, end: usize, open: &mut [Level]) {
    let follows = text.get(end..).unwrap_or_default().trim_start_matches([' ', '\n', '\r', '\t']).starts_with(':');
    if let (Some(Level::Object(key)), true) = (open.last_mut(), follows) {
        let raw = text.get(start..end).unwrap_or_default();
        *key = Some(serde_json::from_str(raw).unwrap_or_else(|_| raw.trim_matches('"').to_owned()));
    }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_the_value() {
        let text = r#"{"a": {"b/c": [1, {"d~": "x", "e": 7}]}, "f": true}"#;
        let at = |needle: &str| pointer_at(text, text.find(needle).unwrap());
        assert_eq!(at("7"), "/a/b~1c/1/e");
        assert_eq!(at("\"x\""), "/a/b~1c/1/d~0");
        assert_eq!(at("1,"), "/a/b~1c/0");
        assert_eq!(at("true"), "/f");
        assert_eq!(at("\"f\""), "/f");
        assert_eq!(pointer_at(text, 0), "");
        assert_eq!(pointer_at(r#"{"":{"x":[0,7]}}"#, 12), "//x/1");
    }

    #[test]
    fn one_walk_leads_to_every_place() {
        let text = r#"{"a": {"b/c": [1, {"d~": "x", "e": 7}]}, "": [[], {"g": null}], "f": "\"{"}"#;
        let values = ["7", "null", "\"f\"", "\"a\"", "{\"b", "1,", "\"x\"", "[[]", "{\"g", "\"\\", "{\"a"];
        let offsets = values.map(|value| text.find(value).unwrap());
        let one_by_one: Vec<String> = offsets.iter().map(|at| pointer_at(text, *at)).collect();
        assert_eq!(pointers_at(text, &offsets), one_by_one);
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        assert_eq!(position_at("a\n安x", 5), (2, 2));
        assert_eq!(position_at("", 0), (1, 1));
        assert_eq!(position_at("安", 1), (1, 1));
    }
}
