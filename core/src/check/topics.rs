//! The topics planned against the topics taught (II.2.2.c, III.3.2.c).
//!
//! Topics with codes compare by code, those without by name; one with a code and one without are never compared. A topic
//! without code that finds no equal may be one of the others in other words: only a person can say.

use crate::record::plan::TopicView;
use crate::value::{same_text, stated};

/// How topics of one list stand against those of another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Matched {
    /// Topics of the list.
    pub(super) of: usize,
    /// Those that are certain to stand in the other list.
    pub(super) found: usize,
    /// Positions of those that are certain not to stand there.
    pub(super) absent: Vec<usize>,
}

impl Matched {
    /// Those of which only a person can say.
    pub(super) fn open(&self) -> usize {
        self.of - self.found - self.absent.len()
    }
}

fn code<'a>(topic: &TopicView<'a>) -> Option<&'a str> {
    stated(topic.code).map(str::trim)
}

/// Whether two topics are the same one.
fn is_same(one: &TopicView<'_>, other: &TopicView<'_>) -> bool {
    match (code(one), code(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => match (stated(one.name), stated(other.name)) {
            (Some(one), Some(other)) => same_text(one, other),
            _ => false,
        },
        _ => false,
    }
}

/// Each topic of `list` looked up in `other`.
pub(super) fn matched(list: &[TopicView<'_>], other: &[TopicView<'_>]) -> Matched {
    let mut answer = Matched { of: list.len(), ..Matched::default() };
    // A topic of the other list in words of its own may be any of this list.
    let in_words = || {
        let mut index = Index::new(list);
        other.iter().enumerate().any(|(at, topic)| code(topic).is_none() && !index.has(at, topic))
    };
    let mut index = Index::new(other);
    let mut may_be = None;
    for (at, topic) in list.iter().enumerate() {
        if index.has(at, topic) {
            answer.found += 1;
        } else if code(topic).is_some() && !*may_be.get_or_insert_with(in_words) {
            answer.absent.push(at);
        }
    }
    answer
}

/// Topics that are looked up: mostly they stand in the same order in both lists; else they are sorted once.
struct Index<'l, 'a> {
    list: &'l [TopicView<'a>],
    sorted: Option<(Vec<&'a str>, Vec<std::borrow::Cow<'a, str>>)>,
}

impl<'l, 'a> Index<'l, 'a> {
    fn new(list: &'l [TopicView<'a>]) -> Self {
        Index { list, sorted: None }
    }

    fn has(&mut self, at: usize, topic: &TopicView<'_>) -> bool {
        if self.list.get(at).is_some_and(|other| is_same(topic, other)) {
            return true;
        }
        let (codes, names) = self.sorted.get_or_insert_with(|| {
            let mut codes: Vec<_> = self.list.iter().filter_map(code).collect();
            let uncoded = self.list.iter().filter(|topic| code(topic).is_none());
            let mut names: Vec<_> = uncoded.filter_map(|topic| stated(topic.name)).map(crate::value::folded).collect();
            codes.sort_unstable();
            names.sort_unstable();
            (codes, names)
        });
        match (code(topic), stated(topic.name)) {
            (Some(code), _) => codes.binary_search(&code).is_ok(),
            (None, Some(name)) => names.binary_search(&crate::value::folded(name)).is_ok(),
            (None, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(list: &[(&'static str, &'static str)]) -> Vec<TopicView<'static>> {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        list.iter()
            .map(|(code, name)| TopicView { code: some(code), name: some(name), ..TopicView::default() })
            .collect()
    }

    /// Found, absent, open.
    fn counts(list: &[(&'static str, &'static str)], other: &[(&'static str, &'static str)]) -> (usize, usize, usize) {
        let matched = matched(&topics(list), &topics(other));
        (matched.found, matched.absent.len(), matched.open())
    }

    #[test]
    fn codes_compare_by_code_only() {
        // II.2.2.c: topics with codes compare by code only.
        assert_eq!(counts(&[("A", "灭火器")], &[("A", "消火栓")]), (1, 0, 0));
        assert_eq!(counts(&[("A", "灭火器")], &[("B", "灭火器")]), (0, 1, 0));
        assert_eq!(counts(&[("A", ""), ("B", "")], &[("B", ""), ("A", "")]), (2, 0, 0));
        assert_eq!(counts(&[], &[("A", "")]), (0, 0, 0));
    }

    #[test]
    fn names_compare_where_there_are_no_codes() {
        assert_eq!(counts(&[("", "灭火器 使用")], &[("", "灭火器使用")]), (1, 0, 0));
        // In other words it may be the same: a person has to say.
        assert_eq!(counts(&[("", "灭火器使用")], &[("", "消火栓")]), (0, 0, 1));
        assert_eq!(counts(&[("A", "灭火器")], &[("", "灭火器")]), (0, 0, 1));
        // What is taught in words is accounted for by what is planned in words.
        assert_eq!(counts(&[("A", "灭火器"), ("", "消火栓")], &[("", "消火栓")]), (1, 1, 0));
    }
}
