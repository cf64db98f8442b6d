//! Topics taught against topics planned (II.2.2.c): those with codes compare by code, others by name; what differs without
//! a code is for a person to judge.

use std::borrow::Cow;

use crate::record::plan::TopicView;
use crate::value::{folded, stated};

/// What is known of one topic taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The plan holds it.
    Planned,
    /// The plan does not hold it.
    OffPlan,
    /// Without codes on both sides only a person can tell.
    Unclear,
    /// It says neither code nor name.
    Unstated,
}

/// The topics of a plan item, ready to be asked.
pub(super) struct Planned<'v, 'a> {
    topics: &'v [TopicView<'a>],
    /// Codes and names in their order; made when a topic does not stand at its own place.
    index: Option<Index<'a>>,
}

struct Index<'a> {
    codes: Vec<Cow<'a, str>>,
    names: Vec<Cow<'a, str>>,
    /// Whether each topic has a code.
    is_coded: bool,
}

impl<'v, 'a> Planned<'v, 'a> {
    pub(super) fn new(topics: &'v [TopicView<'a>]) -> Self {
        Planned { topics, index: None }
    }

    /// Looks for a topic; `place` is where it stands among those taught.
    pub(super) fn find(&mut self, topic: &TopicView<'_>, place: usize) -> Found {
        let (code, name) = (stated(topic.code), stated(topic.name));
        if code.is_none() && name.is_none() {
            return Found::Unstated;
        }
        let beside = self.topics.get(place).map(|own| (stated(own.code), stated(own.name)));
        if beside.is_some_and(|own| if code.is_some() { own.0 == code } else { own.1 == name }) {
            return Found::Planned;
        }
        let index = self.index.get_or_insert_with(|| Index::of(self.topics));
        let holds =
            |list: &[Cow<'_, str>], text: &str| list.binary_search_by(|own| (**own).cmp(&*folded(text))).is_ok();
        match code {
            Some(code) if holds(&index.codes, code) => Found::Planned,
            Some(_) if index.is_coded => Found::OffPlan,
            // Topics of the plan without a code compare by their names.
            _ if name.is_some_and(|name| holds(&index.names, name)) => Found::Planned,
            _ => Found::Unclear,
        }
    }
}

impl<'a> Index<'a> {
    fn of(topics: &[TopicView<'a>]) -> Self {
        let sorted = |part: fn(&TopicView<'a>) -> Option<&'a str>| {
            let mut list: Vec<Cow<'a, str>> = topics.iter().filter_map(|one| stated(part(one))).map(folded).collect();
            list.sort_unstable();
            list
        };
        let codes = sorted(|topic| topic.code);
        Index { is_coded: codes.len() == topics.len(), names: sorted(|topic| topic.name), codes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(code: &'static str, name: &'static str) -> TopicView<'static> {
        TopicView { code: Some(code), name: Some(name), ..Default::default() }
    }

    #[test]
    fn codes_compare_by_code_only_ii_2_2_c() {
        let plan = [topic("T-1", "灭火器"), topic("T-2", "疏散")];
        let mut planned = Planned::new(&plan);
        assert_eq!(planned.find(&topic("T-2", "别的名称"), 0), Found::Planned);
        assert_eq!(planned.find(&topic("T-1", "灭火器"), 0), Found::Planned);
        assert_eq!(planned.find(&topic("Ｔ－１", ""), 5), Found::Planned, "width does not matter");
        assert_eq!(planned.find(&topic("T-3", "灭火器"), 0), Found::OffPlan, "the name does not help");
    }

    #[test]
    fn without_codes_names_that_differ_are_for_a_person() {
        let plan = [topic("", "灭火器 操作"), topic("T-2", "疏散")];
        let mut planned = Planned::new(&plan);
        assert_eq!(planned.find(&topic("", "灭火器操作"), 1), Found::Planned);
        assert_eq!(planned.find(&topic("", "疏散"), 9), Found::Planned);
        assert_eq!(planned.find(&topic("", "急救"), 0), Found::Unclear);
        assert_eq!(planned.find(&topic("T-9", "急救"), 0), Found::Unclear, "it may be the topic without a code");
        assert_eq!(planned.find(&topic("T-9", "灭火器操作"), 1), Found::Planned);
        assert_eq!(planned.find(&topic("无", " "), 0), Found::Unstated);
    }
}
