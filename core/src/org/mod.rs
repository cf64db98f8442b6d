//! The organisation (组织): units and their codes, people and their spells of employment, certificates, roles, and which
//! identifiers mean the same person. What judging a record needs, and no more.
//!
//! The host hands over [`OrganisationData`], plain facts; [`Organisation`] is the checked and indexed form, asked many
//! times for each record. What the register does not say is answered `None` or [`Leaving::Unknown`], never guessed.
//! Everything about people is personal data: errors never show it, look-ups give it to the caller alone.
//!
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: I.3, II.2.1, II.3.2, II.4.1, III.4.3, III.6.1.b,
//! X.9; identifiers and roles of the input rules; C-41.

mod data;
#[cfg(test)]
mod document;
mod employment;
mod facts;
mod identity;
mod key;
mod organisation;
mod someone;
mod tolerant;
mod tree;

pub use data::{
    Alias, Certificate, CertificateKind, EmploymentKind, EndedBy, OrganisationData, Person, RoleHeld, Spell, Unit,
    UnitKind,
};
pub(crate) use employment::Place;
pub use employment::{Leaving, PersonAt};
pub use facts::{IDENTIFIER_LIMIT, TEXT_LIMIT};
pub use identity::PersonId;
pub use key::{PersonKey, PersonKeyRef};
pub use organisation::{Headcount, Organisation};
pub use someone::Someone;
pub use tolerant::PersonFault;

/// Hashing with fixed keys: the core has no random source. No map with it is ever walked, so order never shows.
type Fixed = foldhash::fast::FixedState;
