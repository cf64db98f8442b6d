//! How a declared fact is held, lent, read, written and inspected.
//!
//! [`facts!`] declares the objects of the record. From one declaration come the owned struct, the borrowed view that
//! the rules read, the filling of the view from JSON, the writing, and the rows of the field table. To add a field to
//! the record, add one line to its object; nothing else is to be touched.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::field::{Bounds, Confidentiality, Field, Type};
use crate::error::{Error, ErrorCode, Fault, Result};
use crate::json::{Limits, Reader, Stop};
use crate::value::{
    Stamp, date_text, decimal_text, is_blank, parse_date, parse_decimal, parse_stamp, parse_time, stamp_text, time_text,
};
use crate::vocab::Code;

/// A kind of value.
pub trait Value: Sized {
    /// The value as the rules read it.
    type View<'a>;
    /// Its type in the field table.
    const TYPE: Type;

    /// Lends it.
    fn view(&self, at: u32) -> Self::View<'_>;

    /// A copy of what was lent.
    fn own(view: &Self::View<'_>) -> Self;

    /// Reads it; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    fn read<'a>(
        r: &mut Reader<'a>,
        field: &'static Field,
        at: u32,
    ) -> std::result::Result<Option<Self::View<'a>>, Stop>;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error>;

    /// Notes what is wrong with it; `false` takes it out.
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool;
}

/// What a field holds: a value that may be absent, or a list.
pub trait Fact: Sized {
    /// The fact as the rules read it.
    type View<'a>: Default;
    /// Its type in the field table.
    const TYPE: Type;

    /// Lends it.
    fn view(&self) -> Self::View<'_>;

    /// A copy of what was lent.
    fn own(view: &Self::View<'_>) -> Self;

    /// Reads it.
    ///
    /// # Errors
    /// A [`Stop`] where the document is no JSON.
    fn read<'a>(r: &mut Reader<'a>, field: &'static Field) -> std::result::Result<Self::View<'a>, Stop>;

    /// Whether it is absent, and so not written.
    fn is_absent(&self) -> bool;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error>;

    /// Notes what is wrong with it and takes that out.
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>);
}

/// A place in the record, built on the way down and written only when it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Root,
    Key(&'static str),
    Item(u32),
}

impl<'p> Path<'p> {
    /// The record itself.
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    /// A field below.
    #[must_use]
    pub fn key(&'p self, name: &'static str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(name) }
    }

    /// An item below.
    #[must_use]
    pub fn item(&'p self, at: u32) -> Path<'p> {
        Path { parent: Some(self), step: Step::Item(at) }
    }

    /// The JSON pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        let head = self.parent.map(Path::pointer).unwrap_or_default();
        match self.step {
            Step::Root => head,
            Step::Key(name) => head + "/" + name,
            Step::Item(at) => format!("{head}/{at}"),
        }
    }
}

/// What is looked at once the facts are there: stamps after `as_of`, and for records that did not come from JSON all
/// that the reader would have refused.
pub struct Inspection<'n> {
    /// No fact that is done lies after it.
    pub as_of: Stamp,
    /// Whether texts and decimals are looked at too.
    pub everything: bool,
    /// Limits of size.
    pub limits: Limits,
    /// What was found.
    pub faults: Vec<Fault>,
    /// Faults that no list item has absorbed.
    loose: usize,
    /// Whether an employee number matches the pattern of the policy.
    is_number: &'n dyn Fn(&str) -> bool,
}

impl<'n> Inspection<'n> {
    /// An inspection with nothing found yet.
    #[must_use]
    pub fn new(as_of: Stamp, everything: bool, limits: Limits, is_number: &'n dyn Fn(&str) -> bool) -> Self {
        Inspection { as_of, everything, limits, faults: vec![], loose: 0, is_number }
    }

    /// Notes a fault.
    pub fn fault(&mut self, error: Error, path: Path<'_>) {
        self.loose += 1;
        self.faults.push(error.at(path.pointer()));
    }
}

/// What an error may show of a value: nothing of a person.
#[must_use]
pub(super) fn shown(field: &Field, found: String) -> String {
    match field.confidentiality {
        Confidentiality::Internal => found,
        Confidentiality::Personal | Confidentiality::Sensitive => {
            format!("a value of {} characters (not shown)", found.chars().count())
        }
    }
}

impl<T: Value> Fact for Option<T> {
    type View<'a> = Option<T::View<'a>>;
    const TYPE: Type = T::TYPE;

    fn view(&self) -> Self::View<'_> {
        self.as_ref().map(|value| value.view(0))
    }

    fn own(view: &Self::View<'_>) -> Self {
        view.as_ref().map(T::own)
    }

    #[inline]
    fn read<'a>(r: &mut Reader<'a>, field: &'static Field) -> std::result::Result<Self::View<'a>, Stop> {
        if r.null()? { Ok(None) } else { T::read(r, field, 0) }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(out),
            None => out.serialize_none(),
        }
    }

    #[inline]
    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) {
        if let Some(value) = view {
            if !T::inspect(value, field, path, to) {
                *view = None;
            }
        }
    }
}

impl<T: Value> Fact for Vec<T> {
    type View<'a> = Vec<T::View<'a>>;
    const TYPE: Type = Type::List(&T::TYPE);

    fn view(&self) -> Self::View<'_> {
        (0..).zip(self).map(|(at, value)| value.view(at)).collect()
    }

    fn own(view: &Self::View<'_>) -> Self {
        view.iter().map(T::own).collect()
    }

    fn read<'a>(r: &mut Reader<'a>, field: &'static Field) -> std::result::Result<Self::View<'a>, Stop> {
        let mut items = Vec::new();
        r.list(&mut items, |r, at| if r.null()? { Ok(None) } else { T::read(r, field, at) })?;
        Ok(items)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(Written))
    }

    fn inspect(view: &mut Self::View<'_>, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) {
        let mut at = 0;
        view.retain_mut(|value| {
            let loose = to.loose;
            let kept = T::inspect(value, field, path.item(at), to) && to.loose == loose;
            // The item is out: what surrounds the list stays.
            to.loose = loose;
            at += 1;
            kept
        });
    }
}

/// A value as serde writes it.
struct Written<'v, T>(&'v T);

impl<T: Value> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}

/// A fact as serde writes it.
pub(super) struct Field_<'v, T>(pub(super) &'v T);

impl<T: Fact> Serialize for Field_<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}

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
        r.text(field.is_long)
    }

    fn write<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.serialize_str(self)
    }

    #[inline]
    fn inspect(view: &mut &str, field: &'static Field, path: Path<'_>, to: &mut Inspection<'_>) -> bool {
        if field.is_employee_no && !is_blank(view) && !(to.is_number)(view.trim()) {
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
                    Ok(value) => Ok(Some(value)),
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
fn bounded(value: Decimal, field: &Field) -> Result<Decimal> {
    let negative = value.is_sign_negative() && !value.is_zero();
    let (sound, expected) = match field.bounds {
        Bounds::Score => (!negative && value.normalize().scale() <= 2, "0 or more with at most two decimals"),
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
        let found = if text.chars().count() > 40 { "a long text".to_owned() } else { text.escape_debug().to_string() };
        r.fault(at, ErrorCode::UnknownCode, found, format!("one of {}", C::CODES.list()));
    }
    Ok(value)
}

/// Makes enumerations values of the record.
macro_rules! code_values {
    ($($type:ty)*) => { $(
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
                $crate::record::fact::read_code(r)
            }

            fn write<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str($crate::vocab::Code::code(*self))
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

/// Declares objects of the record: `Owned View { field: type, "clause", flags…; … }`.
macro_rules! facts {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident $view:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $field:ident: $type:ty, $clause:literal $(, $flag:ident $(($($arg:expr),*))?)*;
            )*
        }
    )*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_doc])* #[doc = concat!(" (", $clause, ")")] pub $field: $type,)*
        }

        #[doc = concat!("What the rules read of a [`", stringify!($name), "`].")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $view<'a> {
            /// Position in its list.
            pub index: u32,
            $($(#[doc = $field_doc])* pub $field: <$type as $crate::record::fact::Fact>::View<'a>,)*
            #[doc(hidden)]
            pub lifetime: std::marker::PhantomData<&'a ()>,
        }

        impl $name {
            /// The rows of the field table.
            pub const SHAPE: $crate::record::field::Shape = $crate::record::field::Shape {
                name: stringify!($name),
                doc: concat!($($doc),*),
                fields: &[$(
                    $crate::record::field::Field::new(
                        stringify!($field),
                        <$type as $crate::record::fact::Fact>::TYPE,
                        concat!($($field_doc),*),
                        $clause,
                    )$(.$flag($($($arg),*)?))*,
                )*],
            };
        }

        impl $crate::record::fact::Value for $name {
            type View<'a> = $view<'a>;
            const TYPE: $crate::record::field::Type = $crate::record::field::Type::Object(&$name::SHAPE);

            fn view(&self, at: u32) -> $view<'_> {
                $view {
                    index: at,
                    $($field: $crate::record::fact::Fact::view(&self.$field),)*
                    lifetime: std::marker::PhantomData,
                }
            }

            fn own(view: &$view<'_>) -> Self {
                $name { $($field: $crate::record::fact::Fact::own(&view.$field),)* }
            }

            fn read<'a>(
                r: &mut $crate::json::Reader<'a>,
                _: &'static $crate::record::field::Field,
                at: u32,
            ) -> Result<Option<$view<'a>>, $crate::json::Stop> {
                #[allow(non_camel_case_types)]
                enum Bit { $($field,)* }
                if !r.enter()? {
                    return Ok(None);
                }
                let mut view = $view { index: at, ..Default::default() };
                let mut seen = 0_u128;
                // The keys as they are declared, without a look-up; what comes in another order is left to the loop.
                $(if r.straight(concat!("\"", stringify!($field), "\":")) {
                    seen |= 1 << Bit::$field as u32;
                    view.$field = <$type as $crate::record::fact::Fact>::read(r, const { &$name::field_row(stringify!($field)) })?;
                    r.after_value()?;
                })*
                while let Some((key, key_at)) = r.key()? {
                    match key {
                        $(stringify!($field) => {
                            let bit = 1_u128 << Bit::$field as u32;
                            if seen & bit == 0 {
                                seen |= bit;
                                view.$field = <$type as $crate::record::fact::Fact>::read(
                                    r, const { &$name::field_row(stringify!($field)) },
                                )?;
                            } else {
                                view.$field = Default::default();
                                r.fault(key_at, $crate::error::ErrorCode::DuplicateKey, "a second value", "one value for a key");
                                r.skip()?;
                            }
                        })*
                        _ => r.unknown_key(key_at)?,
                    }
                    r.after_value()?;
                }
                Ok(Some(view))
            }

            fn write<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = out.serialize_map(None)?;
                $(if !$crate::record::fact::Fact::is_absent(&self.$field) {
                    map.serialize_entry(stringify!($field), &$crate::record::fact::Field_(&self.$field))?;
                })*
                map.end()
            }

            fn inspect(
                view: &mut $view<'_>,
                _: &'static $crate::record::field::Field,
                path: $crate::record::fact::Path<'_>,
                to: &mut $crate::record::fact::Inspection<'_>,
            ) -> bool {
                $(<$type as $crate::record::fact::Fact>::inspect(
                    &mut view.$field,
                    const { &$name::field_row(stringify!($field)) },
                    path.key(stringify!($field)),
                    to,
                );)*
                true
            }
        }

        impl $name {
            /// The row of a field, found while compiling.
            const fn field_row(name: &str) -> $crate::record::field::Field {
                let mut at = 0;
                while at < $name::SHAPE.fields.len() {
                    #[allow(clippy::indexing_slicing)]
                    let field = $name::SHAPE.fields[at];
                    if $crate::record::fact::same(field.name, name) {
                        return field;
                    }
                    at += 1;
                }
                $name::SHAPE.fields[0]
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                $crate::record::fact::Value::write(self, out)
            }
        }
    )* };
}
pub(super) use facts;

/// Whether two texts are the same, while compiling.
#[allow(clippy::indexing_slicing)]
pub(super) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
