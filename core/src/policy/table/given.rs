//! The words in which the rows of the table are written: kind and seed in one.

use rust_decimal::Decimal;

use crate::policy::param::{Derivation, Lit, ParamKind, Reference, Seed, TextForm};
use crate::policy::value::{Cadence, CadenceKind};

/// The largest count: beyond it a limit in days or months leaves the calendar.
pub(in crate::policy) const MAX_COUNT: u64 = 1_000_000;

/// Kind, seed and reference of one row.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) kind: ParamKind,
    pub(super) seed: Seed,
    pub(super) reference: Option<Reference>,
}

pub(super) const COUNT: ParamKind = ParamKind::Count { min: 0, max: MAX_COUNT };
/// A count that divides or numbers something, so that 0 has no meaning.
pub(super) const POSITIVE: ParamKind = ParamKind::Count { min: 1, max: MAX_COUNT };
pub(super) const SCORE: ParamKind = ParamKind::Decimal { min: Decimal::ZERO, max: Decimal::ONE_THOUSAND, places: 2 };
pub(super) const DATE: ParamKind = ParamKind::Text(TextForm::Date);

/// A decimal of the table: digits with at most one point.
pub(super) const fn decimal(text: &str) -> Decimal {
    let (mut rest, mut mantissa, mut scale, mut point) = (text.as_bytes(), 0_u32, 0_u32, false);
    while let [byte, tail @ ..] = rest {
        if *byte == b'.' {
            point = true;
        } else {
            mantissa = mantissa * 10 + (*byte - b'0') as u32;
            if point {
                scale += 1;
            }
        }
        rest = tail;
    }
    Decimal::from_parts(mantissa, 0, 0, false, scale)
}

const fn value(kind: ParamKind, lit: Lit) -> Given {
    Given { kind, seed: Seed::Value(lit), reference: None }
}

/// A count from 0.
pub(super) const fn count(number: u64) -> Given {
    value(COUNT, Lit::Count(number))
}

/// A count from 1.
pub(super) const fn positive(number: u64) -> Given {
    value(POSITIVE, Lit::Count(number))
}

/// A count within bounds.
pub(super) const fn count_in(number: u64, min: u64, max: u64) -> Given {
    value(ParamKind::Count { min, max }, Lit::Count(number))
}

/// A share of 1.
pub(super) const fn share(text: &str) -> Given {
    value(ParamKind::Share, Lit::Decimal(decimal(text)))
}

/// A decimal of the kind.
pub(super) const fn number(kind: ParamKind, text: &str) -> Given {
    value(kind, Lit::Decimal(decimal(text)))
}

/// A switch.
pub(super) const fn flag(on: bool) -> Given {
    value(ParamKind::Flag, Lit::Flag(on))
}

/// A text of the form.
pub(super) const fn text(form: TextForm, line: &'static str) -> Given {
    value(ParamKind::Text(form), Lit::Text(line))
}

/// A text of one line.
pub(super) const fn line(text: &'static str) -> Given {
    value(ParamKind::Text(TextForm::Line), Lit::Text(text))
}

/// One code of a list.
pub(super) const fn code(of: &'static [&'static str], code: &'static str) -> Given {
    value(ParamKind::Code(of), Lit::Text(code))
}

/// A set over a closed list, not empty.
pub(super) const fn codes(of: &'static [&'static str], set: &'static [&'static str]) -> Given {
    value(ParamKind::Codes { of, empty: false }, Lit::Codes(set))
}

/// The whole of a closed list.
pub(super) const fn all(of: &'static [&'static str]) -> Given {
    codes(of, of)
}

/// A set of any codes.
pub(super) const fn open(set: &'static [&'static str]) -> Given {
    value(ParamKind::Codes { of: &[], empty: true }, Lit::Codes(set))
}

/// A set of numbers, from large to small.
pub(super) const fn counts(set: &'static [u64]) -> Given {
    value(ParamKind::Counts, Lit::Counts(set))
}

/// A rhythm: once in `every` periods.
pub(super) const fn each(every: u32, kind: CadenceKind) -> Given {
    value(ParamKind::Cadence, Lit::Cadence(Cadence { every, kind }))
}

/// Weights over all of the codes.
pub(super) const fn weights(keys: &'static [&'static str], set: &'static [(&'static str, Decimal)]) -> Given {
    value(ParamKind::Shares { keys, weights: true }, Lit::Shares(set))
}

/// Shares over all of the codes.
pub(super) const fn shares(keys: &'static [&'static str], set: &'static [(&'static str, Decimal)]) -> Given {
    value(ParamKind::Shares { keys, weights: false }, Lit::Shares(set))
}

/// Texts by name.
pub(super) const fn texts(set: &'static [(&'static str, &'static str)]) -> Given {
    value(ParamKind::TextBy, Lit::TextBy(set))
}

/// A value of the kind.
pub(super) const fn of(kind: ParamKind, lit: Lit) -> Given {
    value(kind, lit)
}

/// Unset until the host sets it.
pub(super) const fn host(kind: ParamKind) -> Given {
    Given { kind, seed: Seed::HostMustSet, reference: None }
}

/// Fixed by the scheme, a number.
pub(super) const fn fixed(number: u64) -> Given {
    Given { kind: COUNT, seed: Seed::Derived(Derivation::Fixed(Lit::Count(number))), reference: None }
}

/// Fixed by the scheme, the whole of a closed list.
pub(super) const fn fixed_codes(of: &'static [&'static str]) -> Given {
    let kind = ParamKind::Codes { of, empty: false };
    Given { kind, seed: Seed::Derived(Derivation::Fixed(Lit::Codes(of))), reference: None }
}

/// The number of members of another parameter.
pub(super) const fn size_of(key: &'static str) -> Given {
    Given { kind: COUNT, seed: Seed::Derived(Derivation::SizeOf(key)), reference: None }
}

/// Another name of a count.
pub(super) const fn alias(key: &'static str) -> Given {
    Given { kind: COUNT, seed: Seed::Alias(key), reference: None }
}

impl Given {
    /// With a reference that no value is compared with.
    pub(super) const fn see(mut self, zh: &'static str, en: &'static str) -> Given {
        self.reference = Some(Reference { value: None, zh, en });
        self
    }

    /// With a reference against which the host's value is compared.
    pub(super) const fn against(mut self, lit: Lit, zh: &'static str, en: &'static str) -> Given {
        self.reference = Some(Reference { value: Some(lit), zh, en });
        self
    }
}

/// Writes a table of rows: `"key" given, Unit, Stricter, "source" ["conflicts"], "zh", "en";`
macro_rules! rows {
    ($($key:literal $given:expr, $unit:ident, $stricter:ident, $source:literal $([$conflict:literal])?,
        $zh:literal, $en:literal;)*) => {
        pub(super) const ROWS: &[$crate::policy::param::Param] = &[$($crate::policy::param::Param {
            key: $key,
            kind: { $given }.kind,
            unit: $crate::policy::param::Unit::$unit,
            source: $source,
            conflict: concat!($($conflict)?),
            seed: { $given }.seed,
            reference: { $given }.reference,
            stricter: $crate::policy::param::Stricter::$stricter,
            zh: $zh,
            en: $en,
        },)*];
    };
}
pub(super) use rows;

#[cfg(test)]
mod tests {
    use super::decimal;
    use crate::value::decimal_text;

    #[test]
    fn a_decimal_of_the_table_is_what_it_says() {
        for text in ["0.98", "0.005", "1", "100", "1.5", "0"] {
            assert_eq!(decimal_text(decimal(text)), text);
        }
    }
}
