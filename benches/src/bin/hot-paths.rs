//! Goes once through each hot path, warmed up: the program that `instructions` runs under callgrind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::hint::black_box;

use anxun::record::Document;
use anxun_benches::hot::{self, Hot};

/// What is counted: callgrind counts inside these functions only and gives a total for each. Their names are the rows.
mod counted {
    use super::*;

    macro_rules! counted {
        ($($name:ident($hot:ident, $document:ident) $work:expr;)*) => {
            $(#[inline(never)]
            fn $name($hot: &Hot, $document: &mut Document) -> usize {
                $work
            })*

            /// Every path: the first time through nothing is counted, since this is another function.
            pub(super) const PATHS: &[fn(&Hot, &mut Document) -> usize] = &[$($name),*];

            /// The same work without being counted.
            pub(super) fn warm_up(hot: &Hot, document: &mut Document) {
                $({
                    let ($hot, $document) = (hot, &mut *document);
                    black_box($work);
                })*
            }
        };
    }

    counted! {
        count_read_standard(hot, document) hot::read(document, &hot.standard);
        count_read_shuffled(hot, document) hot::read(document, &hot.shuffled);
        count_read_python(hot, document) hot::read(document, &hot.python);
        count_review_standard(hot, document) hot::review(document, &hot.standard, &hot.context);
        count_review_shuffled(hot, document) hot::review(document, &hot.shuffled, &hot.context);
        count_review_python(hot, document) hot::review(document, &hot.python, &hot.context);
        count_push_standard(hot, _document) hot::push(&mut hot::register(&hot.context), &hot.standard);
        count_number(hot, _document) hot::numbers(&hot.numbers);
        count_retention(hot, _document) hot::retention(&hot.records, &hot.context, &hot::terms(&hot.context));
        count_calendar(hot, _document) hot::calendar(&hot.days, hot.context.calendar());
    }
}

fn main() {
    let hot = Hot::new();
    let mut document = Document::default();
    counted::warm_up(&hot, &mut document);
    for path in counted::PATHS {
        black_box(path)(&hot, &mut document);
    }
}
