//! How long a record lives, as pure functions of the record, the people and the policy.
//!
//! Every class and hold that applies answers for itself; the longest wins, and all others are shown. Unknown keeps: a
//! record whose class, people or holds are not known has no end. The procedure of destruction is another module.
//!
//! Uses `error`, `value`, `calendar`, `vocab`, `policy`, `org`, `record`. Source: II.6.2.c, III.6.1, V.1.1.d, V.1.3.c,
//! VII.2.3.c; C-09, C-30, C-41; G-04.

mod destroy;
mod outcome;
mod until;

pub use destroy::{Against, MayDestroy, evidence_dies_first, may_destroy};
pub use outcome::{OpenReason, Outcome, Retention, RetentionRule, Why};
pub use until::{RetentionTerms, retention_until};
pub(crate) use until::{certain_rules, retention_of};
