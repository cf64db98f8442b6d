//! What a partial state is bound to: the context and the inputs by which its records were judged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::stream::Register;
use crate::check::ContextDigests;
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, canonical, digest};
use crate::value::stamp_text;

/// The context and the inputs of a register, the large ones by SHA-256 of their JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Binding {
    as_of: String,
    pub(super) policy: String,
    pub(super) calendar: String,
    pub(super) organisation: Option<String>,
    reveal: bool,
    /// In the order of [`Limits`].
    limits: [usize; 6],
    pub(super) verifications: Option<String>,
    /// Whether a list of rectifications was supplied; what it holds is counted by one register alone.
    rectifications: bool,
    /// Whether records are compared.
    pub(super) compare_records: bool,
    /// Whether a receipt is asked for.
    receipt: bool,
}

impl Binding {
    /// That of a register; made once.
    pub(super) fn of(register: &Register) -> Result<&Binding> {
        if let Some(made) = register.binding.get() {
            return Ok(made);
        }
        let made = Binding::new(register)?;
        Ok(register.binding.get_or_init(|| made))
    }

    fn new(register: &Register) -> Result<Binding> {
        let context = register.context();
        let sorted = register.verified.as_ref().map(|list| list.iter().collect::<BTreeMap<_, _>>());
        let ContextDigests { policy, calendar, organisation } = context.digests()?;
        let Limits { text, long_text, list, document, nesting, faults } = context.limits();
        Ok(Binding {
            as_of: stamp_text(context.as_of()),
            policy,
            calendar,
            organisation,
            reveal: context.reveal,
            limits: [text, long_text, list, document, nesting, faults],
            verifications: sorted.map(|list| canonical(&list)).transpose()?.as_deref().map(digest),
            rectifications: register.has_rectifications,
            compare_records: register.keys.is_some(),
            receipt: register.lines.is_some(),
        })
    }

    /// Whether a state that is bound to `theirs` may be merged into a register that is bound to this.
    ///
    /// # Errors
    /// [`ErrorCode::StateMismatch`] with the place of the first difference.
    pub(super) fn admits(&self, theirs: &Binding) -> Result<()> {
        if self == theirs {
            return Ok(());
        }
        // Both are structs of the same shape: the first field that differs is told.
        let fields = |one: &Binding| serde_json::to_value(one).map_err(|_| Error::new(ErrorCode::Type, "", ""));
        let (ours, theirs) = (fields(self)?, fields(theirs)?);
        let ours = ours.as_object().into_iter().flatten();
        let (name, found, expected) = ours
            .filter_map(|(name, value)| Some((name, theirs.get(name)?, value)))
            .find(|(_, found, expected)| found != expected)
            .map_or(("", String::new(), String::new()), |(name, one, other)| {
                (name, one.to_string(), other.to_string())
            });
        let expected = format!("{expected}, as in this register");
        Err(Error::new(ErrorCode::StateMismatch, found, expected).at(format!("/context/{name}")))
    }
}
