//! The values that a field can hold, one way of reading, writing and inspecting for each.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::Serializer;

use super::fact::{Inspection, Path, Value, shown};
use super::field::{Bounds, Field, Type};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Canonical, Reader, Seen, Stop};
use crate::value::{
    Stamp, date_text, decimal_text, is_blank, parse_date, parse_decimal, parse_stamp, parse_time, stamp_text, time_text,
};
use crate::vocab::Code;

impl Value for String {
    type View<'a> = &'a str;
    const TYPE: Type = Type::Text;

    fn view(&self, _: u32) -> &str {
        self
    }

    fn own(view: &&str) -> Self {
        (*view).to_owned()
    }

    #[inline]
    fn read<'a>(r: &mut Reader<'a>, field: &'static Field, _: u32) -> std::result::Result<Option<&'a str>, Stop> {
        let text = r.text(field.is_long)?;
        if field.is_employee_no {
            r.seen.unusual_number |= text.is_some_and(|number| !is_usual_number(number));
        }
        Ok(text)
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.serialize_str(self)
    }

    fn canonical(view: &&str, out: &mut Canonical) {
        out.text(view);
    }

    #[inline]
    fn inspect(view: &mut &str, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
        if field.is_employee_no && !is_blank(view) && !to.numbers.fits(view.trim()) {
            to.fault(Error::new(ErrorCode::BadEmployeeNo, "a number of another form", "employee_no.pattern"), path);
            return false;
        }
        if !to.everything {
            return true;
        }
        match crate::json::text_error(view, field.is_long, to.limits) {
            Some(error) => {
                to.fault(error, path);
                false
            }
            None => true,
        }
    }
}

/// Whether an employee number has the form that the policy ships, which needs no engine of patterns.
#[must_use]
pub(super) fn is_usual_number(number: &str) -> bool {
    (1..=32).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Values that are copied: how each is read from a text, written to one, and inspected.
macro_rules! copied {
    ($($type:ty, $kind:expr, $parse:ident, $text:ident;)*) => { $(
        impl Value for $type {
            type View<'a> = $type;
            const TYPE: Type = $kind;

            fn view(&self, _: u32) -> $type {
                *self
            }

            fn own(view: &$type) -> Self {
                *view
            }

            #[inline]
            fn read<'a>(r: &mut Reader<'a>, field: &'static Field, _: u32) -> std::result::Result<Option<$type>, Stop> {
                let at = r.offset();
                let Some(text) = r.code()? else { return Ok(None) };
                match $parse(text) {
                    Ok(value) => {
                        Inspect::note(&value, field, &mut r.seen);
                        Ok(Some(value))
                    }
                    Err(error) => {
                        let found = shown(field, error.found);
                        r.fault_error(at, Error { found, ..error });
                        Ok(None)
                    }
                }
            }

            fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
                out.serialize_str(&$text(*self))
            }

            fn canonical(view: &$type, out: &mut Canonical) {
                out.text(&$text(*view));
            }

            #[inline]
            fn inspect(view: &mut $type, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
                Inspect::sound(view, field, path, to)
            }
        }
    )* };
}

copied! {
    NaiveDate, Type::Date, parse_date, date_text;
    NaiveTime, Type::Time, parse_time, time_text;
    Stamp, Type::Stamp, parse_stamp, stamp_text;
}

/// What there is to look at in a copied value.
trait Inspect {
    /// Notes what a later look at all values together needs to know.
    fn note(&self, _: &'static Field, _: &mut Seen) {}

    fn sound(&self, _: &'static Field, _: Path<'_>, _: &mut Inspection<'_>) -> bool {
        true
    }
}

impl Inspect for NaiveDate {
    fn sound(&self, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
        // Read from JSON a date is in range; one that a program built may not be.
        if to.everything && parse_date(&date_text(*self)).is_err() {
            to.fault(
                Error::new(
                    ErrorCode::DateFormat,
                    shown(field, self.to_string()),
                    "a day from 1900-01-01 to 9999-12-31",
                ),
                path,
            );
            return false;
        }
        true
    }
}

impl Inspect for NaiveTime {}

impl Inspect for Stamp {
    #[inline]
    fn note(&self, field: &'static Field, seen: &mut Seen) {
        if field.is_past {
            seen.latest = seen.latest.max(Some(*self));
        }
    }

    #[inline]
    fn sound(&self, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
        if field.is_past && *self > to.as_of {
            let expected = format!("a stamp not after {}", stamp_text(to.as_of));
            to.fault(Error::new(ErrorCode::FutureDate, stamp_text(*self), expected), path);
            return false;
        }
        true
    }
}

impl Value for Decimal {
    type View<'a> = Decimal;
    const TYPE: Type = Type::Decimal;

    fn view(&self, _: u32) -> Decimal {
        *self
    }

    fn own(view: &Decimal) -> Self {
        *view
    }

    fn read<'a>(r: &mut Reader<'a>, field: &'static Field, _: u32) -> std::result::Result<Option<Decimal>, Stop> {
        let at = r.offset();
        let Some(text) = r.number_or_text()? else { return Ok(None) };
        match parse_decimal(text).and_then(|value| bounded(value, field)) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                r.fault_error(at, error);
                Ok(None)
            }
        }
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.serialize_str(&decimal_text(*self))
    }

    fn canonical(view: &Decimal, out: &mut Canonical) {
        out.text(&decimal_text(*view));
    }

    fn inspect(view: &mut Decimal, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
        match if to.everything { bounded(*view, field) } else { Ok(*view) } {
            Ok(_) => true,
            Err(error) => {
                to.fault(error, path);
                false
            }
        }
    }
}

/// The decimal where it lies in the bounds of its field.
pub(super) fn bounded(value: Decimal, field: &Field) -> Result<Decimal> {
    let negative = value.is_sign_negative() && !value.is_zero();
    let (sound, expected) = match field.bounds {
        Bounds::Score => {
            (!negative && (value.scale() <= 2 || value.normalize().scale() <= 2), "0 or more with at most two decimals")
        }
        Bounds::Share => (!negative && value <= Decimal::ONE, "a fraction from 0 to 1"),
        Bounds::Amount => (!negative, "0 or more"),
    };
    if sound { Ok(value) } else { Err(Error::new(ErrorCode::Range, decimal_text(value), expected)) }
}

/// Values without anything to inspect.
macro_rules! plain {
    ($($type:ty, $kind:expr, $read:ident, $write:ident;)*) => { $(
        impl Value for $type {
            type View<'a> = $type;
            const TYPE: Type = $kind;

            fn view(&self, _: u32) -> $type {
                *self
            }

            fn own(view: &$type) -> Self {
                *view
            }

            #[inline]
            fn read<'a>(r: &mut Reader<'a>, _: &'static Field, _: u32) -> std::result::Result<Option<$type>, Stop> {
                r.$read()
            }

            fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
                out.$write(*self)
            }

            fn canonical(view: &$type, out: &mut Canonical) {
                out.bare(*view);
            }

            #[inline]
            fn inspect(_: &mut $type, _: &'static Field, _: Path<'_>, _: &mut Inspection<'_>) -> bool {
                true
            }
        }
    )* };
}

plain! {
    u32, Type::Count, count, serialize_u32;
    bool, Type::Flag, flag, serialize_bool;
}

/// Reads one code of an enumeration.
pub(super) fn read_code<C: Code>(r: &mut Reader<'_>) -> std::result::Result<Option<C>, Stop> {
    let at = r.offset();
    let Some(text) = r.code()? else { return Ok(None) };
    let value = C::from_code(text);
    if value.is_none() {
        r.fault_error(at, unknown_code::<C>(text));
    }
    Ok(value)
}

/// The error of a text that is no code.
#[cold]
pub(super) fn unknown_code<C: Code>(text: &str) -> Error {
    let found = if text.chars().count() > 40 { "a long text".to_owned() } else { text.escape_debug().to_string() };
    Error::new(ErrorCode::UnknownCode, found, format!("one of {}", C::CODES.list()))
}

/// Makes enumerations values of the record.
macro_rules! code_values {
    ($($type:ty)*) => { $(
        #[cfg(feature = "columns")]
        $crate::record::columns::code_columns! { $type }

        impl $crate::record::fact::Value for $type {
            type View<'a> = $type;
            const TYPE: $crate::record::field::Type =
                $crate::record::field::Type::Code(&<$type as $crate::vocab::Code>::CODES);

            fn view(&self, _: u32) -> $type {
                *self
            }

            fn own(view: &$type) -> Self {
                *view
            }

            #[inline]
            fn read<'a>(
                r: &mut $crate::json::Reader<'a>,
                _: &'static $crate::record::field::Field,
                _: u32,
            ) -> Result<Option<$type>, $crate::json::Stop> {
                $crate::record::values::read_code(r)
            }

            fn write<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str($crate::vocab::Code::code(*self))
            }

            fn canonical(view: &$type, out: &mut $crate::json::Canonical) {
                out.text($crate::vocab::Code::code(*view));
            }

            #[inline]
            fn inspect(
                _: &mut $type,
                _: &'static $crate::record::field::Field,
                _: $crate::record::fact::Path<'_>,
                _: &mut $crate::record::fact::Inspection<'_>,
            ) -> bool {
                true
            }
        }
    )* };
}
pub(super) use code_values;
