//! The rule book (规则手册): what its pages say, from the catalogue and the conformance cases.

pub mod moves;
pub mod vary;
