//! The declaration of the record's objects.
//!
//! From one declaration come the owned struct, the borrowed view that the rules read, the filling of the view from JSON,
//! the writing, and the rows of the field table. To add a field to the record, add one line to its object.

use super::field::Field;
use crate::value::is_before;

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

            /// How each field is written in the canonical form, in its order of the keys.
            pub(super) const IN_ORDER: &[(&str, fn(&$view<'_>, &mut $crate::json::Canonical))] =
                &$crate::record::declare::in_order::<fn(&$view<'_>, &mut $crate::json::Canonical), _>([$((
                    stringify!($field),
                    |view, out| <$type as $crate::record::fact::Fact>::canonical(&view.$field, stringify!($field), out),
                ),)*]);
        }

        impl<'a> $view<'a> {
            /// Fills the view from the object at which the reader stands; `false` after a fault where there is none.
            pub(super) fn fill(&mut self, r: &mut $crate::json::Reader<'a>) -> Result<bool, $crate::json::Stop> {
                #[allow(non_camel_case_types)]
                enum Bit { $($field,)* }
                if !r.enter()? {
                    return Ok(false);
                }
                let mut seen = 0_u128;
                // The keys as they are declared, without a look-up; what comes in another order is left to the loop.
                let mut ahead = r.ahead();
                $(if const { $crate::json::Key::new(concat!("\"", stringify!($field), "\":")) }.may_begin(ahead)
                    && r.straight(const { &$crate::json::Key::new(concat!("\"", stringify!($field), "\":")) })
                {
                    seen |= 1 << Bit::$field as u32;
                    <$type as $crate::record::fact::Fact>::read(
                        r, const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) }, &mut self.$field,
                    )?;
                    ahead = r.after_value()?;
                })*
                let _ = ahead;
                if r.leaves()? {
                    return Ok(true);
                }
                while let Some((key, key_at)) = r.key()? {
                    match key {
                        $(stringify!($field) => {
                            let bit = 1_u128 << Bit::$field as u32;
                            if seen & bit == 0 {
                                seen |= bit;
                                <$type as $crate::record::fact::Fact>::read(
                                    r, const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) }, &mut self.$field,
                                )?;
                            } else {
                                self.$field = Default::default();
                                r.fault(key_at, $crate::error::ErrorCode::DuplicateKey, "a second value", "one value for a key");
                                r.skip()?;
                            }
                        })*
                        _ => r.unknown_key(key_at)?,
                    }
                    r.after_value()?;
                }
                Ok(true)
            }
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
                let mut view = $view { index: at, ..Default::default() };
                Ok(view.fill(r)?.then_some(view))
            }

            fn read_into<'a>(
                r: &mut $crate::json::Reader<'a>,
                _: &'static $crate::record::field::Field,
                place: &mut Option<$view<'a>>,
            ) -> Result<(), $crate::json::Stop> {
                if !place.insert($view::default()).fill(r)? {
                    *place = None;
                }
                Ok(())
            }

            fn read_item<'a>(
                r: &mut $crate::json::Reader<'a>,
                _: &'static $crate::record::field::Field,
                at: u32,
                list: &mut Vec<$view<'a>>,
            ) -> Result<(), $crate::json::Stop> {
                list.push($view { index: at, ..Default::default() });
                // The item was pushed just now; what is no object is a fault, and the list takes its item out.
                list.last_mut().map_or(Ok(false), |view| view.fill(r)).map(|_| ())
            }

            fn index(view: &$view<'_>, _: u32) -> u32 {
                view.index
            }

            fn write<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = out.serialize_map(None)?;
                $(if !$crate::record::fact::Fact::is_absent(&self.$field) {
                    map.serialize_entry(stringify!($field), &$crate::record::fact::WrittenFact(&self.$field))?;
                })*
                map.end()
            }

            fn canonical(view: &$view<'_>, out: &mut $crate::json::Canonical) {
                out.object(|out| $name::IN_ORDER.iter().for_each(|(_, write)| write(view, out)));
            }

            fn inspect(
                view: &mut $view<'_>,
                _: &'static $crate::record::field::Field,
                path: $crate::record::fact::Path<'_>,
                to: &mut $crate::record::fact::Inspection<'_>,
            ) -> bool {
                $(<$type as $crate::record::fact::Fact>::inspect(
                    &mut view.$field,
                    const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) },
                    path.key(stringify!($field)),
                    to,
                );)*
                true
            }
        }

        #[cfg(feature = "columns")]
        $crate::record::columns::object_columns! { $name $view { $($field: $type;)* } }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                $crate::record::fact::Value::write(self, out)
            }
        }
    )* };
}
pub(super) use facts;

/// The row of a field, found while compiling: a name that is not there does not compile.
#[allow(clippy::indexing_slicing, clippy::panic)]
pub(super) const fn row_of(fields: &[Field], name: &str) -> Field {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) {
            return fields[at];
        }
        at += 1;
    }
    panic!("no such field")
}

/// The fields by their names, in the order of RFC 8785: names are ASCII, so that the order of bytes is that of UTF-16.
#[allow(clippy::indexing_slicing)]
pub(super) const fn in_order<F: Copy, const N: usize>(mut fields: [(&'static str, F); N]) -> [(&'static str, F); N] {
    let mut at = 1;
    while at < N {
        let mut to = at;
        while to > 0 && is_before(fields[to].0, fields[to - 1].0) {
            let field = fields[to];
            fields[to] = fields[to - 1];
            fields[to - 1] = field;
            to -= 1;
        }
        at += 1;
    }
    fields
}

/// Whether two texts are the same, while compiling.
#[allow(clippy::indexing_slicing)]
const fn same(one: &str, other: &str) -> bool {
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
