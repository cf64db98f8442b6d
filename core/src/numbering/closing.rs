//! What the numbers of a stream tell, one thing after the other while slots come in number order.

use super::number::{RecordNumber, Scope};
use super::packed::{Slot, number_of, scope_bits, scope_of, sequence_of};
use super::tally::{Bearer, NumberGap, ScopeSpan};
use crate::error::Result;

/// One thing that the numbers of a stream tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberEvent {
    /// A record bears a number that another bears too (NB-04). The bearers of one number follow one another, by place.
    Duplicate(RecordNumber, Bearer),
    /// Numbers that nothing explains (NB-05).
    Gap(NumberGap),
    /// A scope has ended.
    Scope(ScopeSpan),
}

/// The scope on its way, while slots come in number order.
pub(super) struct Closing<F> {
    each: F,
    span: Option<ScopeSpan>,
    /// The slot before, whoever bore it.
    before: Option<Slot>,
    /// The last slot that a record bears, and whether it was told already.
    borne: Option<(Slot, bool)>,
}

impl<F: FnMut(NumberEvent) -> Result<()>> Closing<F> {
    pub(super) fn new(each: F) -> Self {
        Closing { each, span: None, before: None, borne: None }
    }

    /// The next slot.
    pub(super) fn take(&mut self, slot: Slot) -> Result<()> {
        let sequence = sequence_of(slot.key);
        let same_scope = self.before.replace(slot).filter(|before| scope_bits(before.key) == scope_bits(slot.key));
        match (same_scope, &mut self.span) {
            (Some(before), Some(span)) => {
                let awaited = sequence_of(before.key) + 1;
                span.last = sequence;
                if sequence > awaited {
                    let gap = NumberGap { scope: span.scope.clone(), from: awaited, to: sequence - 1 };
                    (self.each)(NumberEvent::Gap(gap))?;
                }
            }
            _ => {
                self.end()?;
                let scope: Scope = scope_of(slot.key);
                self.span = Some(ScopeSpan { scope, first: sequence, last: sequence, records: 0 });
            }
        }
        if slot.is_borne() { self.bear(slot) } else { Ok(()) }
    }

    fn bear(&mut self, slot: Slot) -> Result<()> {
        if let Some(span) = &mut self.span {
            span.records += 1;
        }
        let same = self.borne.replace((slot, false)).filter(|(before, _)| before.key == slot.key);
        let Some((before, told)) = same else { return Ok(()) };
        self.borne = Some((slot, true));
        if !told {
            self.tell(before)?;
        }
        self.tell(slot)
    }

    fn tell(&mut self, slot: Slot) -> Result<()> {
        let bearer = Bearer { ordinal: slot.ordinal, tag: slot.tag };
        (self.each)(NumberEvent::Duplicate(number_of(slot.key), bearer))
    }

    /// The scope on its way has ended.
    pub(super) fn end(&mut self) -> Result<()> {
        self.span.take().map_or(Ok(()), |span| (self.each)(NumberEvent::Scope(span)))
    }
}
