//! A page of text: titles, tables and items, aligned by the width that a terminal gives each character (Chinese takes
//! two columns). Colour and rules only where a person looks at a terminal; plain text where the output is piped.

use std::io::IsTerminal;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What the text is written for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// Whether it shows colour.
    pub(crate) colour: bool,
    /// Columns of the terminal; `None` = a file or a pipe: no rules, and no line is broken.
    pub(crate) width: Option<usize>,
}

impl Screen {
    /// Where standard output goes. `NO_COLOR` (any value but the empty one) turns colour off.
    pub(super) fn of(out: &impl IsTerminal) -> Screen {
        if !out.is_terminal() {
            return Screen { colour: false, width: None };
        }
        let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Screen { colour: !no_colour, width: Some(width.clamp(60, 120)) }
    }
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Bold,
    Dim,
    Good,
    Warn,
    Bad,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Bold => "1",
            Tone::Dim => "2",
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
        }
    }
}

/// A text in one tone. Control characters, and those that turn the direction of text, never reach a terminal.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    tone: Tone,
}

pub(super) fn cell(text: impl Into<String>, tone: Tone) -> Cell {
    let is_unfit = |c: char| {
        c.is_control() || matches!(c, '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let mut text: String = text.into();
    if text.contains(is_unfit) {
        text = text.replace(is_unfit, "\u{FFFD}");
    }
    Cell { text, tone }
}

pub(super) fn plain(text: impl Into<String>) -> Cell {
    cell(text, Tone::Plain)
}

/// A table; the last column takes what width is left and is broken into lines.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<(String, Align)>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

impl Table {
    pub(super) fn new<S: Into<String>>(heads: impl IntoIterator<Item = (S, Align)>) -> Self {
        Table { heads: heads.into_iter().map(|(head, align)| (head.into(), align)).collect(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }
}

/// Spaces between columns, and before everything below a title.
const GAP: usize = 2;

/// A page on its way.
#[derive(Debug)]
pub(super) struct Page<'s> {
    screen: &'s Screen,
    text: String,
}

impl<'s> Page<'s> {
    pub(super) fn new(screen: &'s Screen) -> Self {
        Page { screen, text: String::new() }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A title, with a rule to the edge of a terminal.
    pub(super) fn title(&mut self, title: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let title = cell(title, Tone::Bold);
        if let Some(width) = self.screen.width {
            self.put("── ", Tone::Dim);
            self.put(&title.text, title.tone);
            let rest = width.saturating_sub(title.text.width() + 4);
            self.put(&format!(" {}", "─".repeat(rest)), Tone::Dim);
        } else {
            self.put(&title.text, title.tone);
        }
        self.text.push('\n');
    }

    /// A line of several texts, broken where it is too long for the terminal; `depth` is how far in it stands.
    pub(super) fn line(&mut self, depth: usize, cells: &[Cell]) {
        let indent = GAP * depth;
        let whole: usize = cells.iter().map(|cell| cell.text.width()).sum();
        if self.room(indent).is_none_or(|room| whole <= room) {
            self.text.push_str(&" ".repeat(indent));
            cells.iter().for_each(|cell| self.put(&cell.text, cell.tone));
            return self.text.push('\n');
        }
        let tone = cells.first().map_or(Tone::Plain, |cell| cell.tone);
        let whole: String = cells.iter().map(|cell| cell.text.as_str()).collect();
        for (at, part) in self.broken(&whole, indent + GAP).iter().enumerate() {
            self.text.push_str(&" ".repeat(indent + if at > 0 { GAP } else { 0 }));
            self.put(part, tone);
            self.text.push('\n');
        }
    }

    pub(super) fn table(&mut self, depth: usize, table: &Table) {
        let widths: Vec<usize> = (0..table.heads.len())
            .map(|at| {
                let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.width());
                cells.chain(table.heads.get(at).map(|(head, _)| head.width())).max().unwrap_or(0)
            })
            .collect();
        if table.heads.iter().any(|(head, _)| !head.is_empty()) {
            let heads: Vec<Cell> = table.heads.iter().map(|(head, _)| cell(head, Tone::Dim)).collect();
            self.row(depth, table, &widths, &heads);
        }
        for row in &table.rows {
            self.row(depth, table, &widths, row);
        }
    }

    fn row(&mut self, depth: usize, table: &Table, widths: &[usize], cells: &[Cell]) {
        let mut column = GAP * depth;
        self.text.push_str(&" ".repeat(column));
        for (at, ((cell, width), (_, align))) in cells.iter().zip(widths).zip(&table.heads).enumerate() {
            let is_last = at + 1 == cells.len();
            if is_last && *align == Align::Left {
                for (part_at, part) in self.broken(&cell.text, column).iter().enumerate() {
                    if part_at > 0 {
                        self.text.push('\n');
                        self.text.push_str(&" ".repeat(column));
                    }
                    self.put(part, cell.tone);
                }
                break;
            }
            let pad = " ".repeat(width.saturating_sub(cell.text.width()));
            if *align == Align::Right {
                self.text.push_str(&pad);
            }
            self.put(&cell.text, cell.tone);
            if !is_last {
                if *align == Align::Left {
                    self.text.push_str(&pad);
                }
                self.text.push_str(&" ".repeat(GAP));
            }
            column += width + GAP;
        }
        self.text.push('\n');
    }

    fn put(&mut self, text: &str, tone: Tone) {
        if self.screen.colour && tone != Tone::Plain {
            self.text.push_str(&format!("\x1b[{}m{text}\x1b[0m", tone.code()));
        } else {
            self.text.push_str(text);
        }
    }

    /// Columns that are left from `column` on; `None` = no end.
    fn room(&self, column: usize) -> Option<usize> {
        self.screen.width.map(|width| width.saturating_sub(column).max(20))
    }

    fn broken(&self, text: &str, column: usize) -> Vec<String> {
        self.room(column).map_or_else(|| vec![text.to_owned()], |room| broken(text, room))
    }
}

/// A text as lines of at most `room` columns: between words, and between Chinese characters unless the next one closes.
fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let width = piece.trim_end().width();
        if used > 0 && used + width > room {
            lines.push(String::new());
            used = 0;
        }
        for c in piece.chars() {
            let width = c.width().unwrap_or(0);
            if used + width > room && c != ' ' {
                lines.push(String::new());
                used = 0;
            }
            used += width;
            lines.last_mut().into_iter().for_each(|line| line.push(c));
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// The pieces of a text that stay together.
fn pieces(text: &str) -> Vec<&str> {
    let is_wide = |c: char| c.width() == Some(2);
    let mut cuts = vec![0];
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_cut = match before {
            Some(' ') => c != ' ',
            Some(last) => {
                (is_wide(last) || is_wide(c))
                    && !"，。；：、）》”！？%".contains(c)
                    && !"（《“".contains(last)
                    && c != ' '
            }
            None => false,
        };
        if is_cut {
            cuts.push(at);
        }
        before = Some(c);
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_broken_by_its_width_and_never_before_a_full_stop() {
        assert_eq!(broken("三证不全，记录无效。", 8), ["三证不", "全，记录", "无效。"].map(String::from));
        assert_eq!(broken("one two three", 8), ["one two", "three"].map(String::from));
        assert_eq!(broken("abcdefghij", 4), ["abcd", "efgh", "ij"].map(String::from));
    }
}
