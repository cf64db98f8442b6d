//! The peers side by side: programs that do one stated subset of work over the same register and give the same answer
//! (`benches/peers/SUBSET.md`), and the library with all its rules.
//!
//! | module | what it holds |
//! |---|---|
//! | [`command`] | the command: installs, compares, measures, writes the page |
//! | [`table`] | the peers |
//! | [`place`] | where everything lies, how it is installed and started |
//! | [`compare`] | answers first, then all peers in turns |
//! | [`doors`], [`growth`] | one record through each door; how cost grows |
//! | [`page`] | the generated part of `docs/performance.md` |
//! | [`child`] | one peer that is Rust, in a process of its own |
//! | [`vector`] | the answer for a file |
//! | [`by_hand`], [`narrow`] | the subset by hand over `serde_json` |
//! | [`view`] | the subset by hand over the library's reader |
//! | `rego`, `cel` | the crates behind the feature `peers` |

pub mod by_hand;
#[cfg(feature = "peers")]
pub mod cel;
pub mod child;
pub mod command;
pub mod compare;
pub mod doors;
pub mod growth;
#[allow(missing_docs)]
pub mod narrow;
pub mod page;
pub mod place;
#[cfg(feature = "peers")]
pub mod rego;
pub mod table;
pub mod vector;
pub mod view;
