//! Counts, flags and decimals.

use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, BooleanArray, PrimitiveArray};
use arrow_buffer::i256;
use arrow_schema::DataType;
use rust_decimal::Decimal;

use super::bind::{Binding, typed, wrong_type};
use super::text::{Texts, refused};
use super::{ColumnValue, Notes, Place, each, nulls_of};
use crate::error::{Error, ErrorCode, Result};
use crate::record::fact::Path;
use crate::record::field::{Bounds, Field};
use crate::record::values::bounded;
use crate::value::parse_decimal;

const DECIMALS: &str = "Utf8 (or another text type), an integer type, Decimal32, Decimal64, Decimal128 or Decimal256";

macro_rules! integers {
    ($($name:ident $type:ty;)*) => {
        /// Whole numbers of whatever width.
        #[derive(Debug)]
        pub(crate) enum Integers<'b> { $($name(&'b PrimitiveArray<$type>),)* }

        impl<'b> Integers<'b> {
            fn of(array: &'b dyn Array) -> Option<Self> {
                match array.data_type() {
                    $(DataType::$name => array.as_primitive_opt().map(Integers::$name),)*
                    _ => None,
                }
            }

            /// The number of a row; every width fits.
            #[inline]
            fn get(&self, row: usize) -> Option<i128> {
                match self {
                    $(Integers::$name(array) => {
                        if array.is_null(row) { None } else { array.values().get(row).map(|value| i128::from(*value)) }
                    })*
                }
            }
        }
    };
}

integers! {
    Int8 Int8Type;
    Int16 Int16Type;
    Int32 Int32Type;
    Int64 Int64Type;
    UInt8 UInt8Type;
    UInt16 UInt16Type;
    UInt32 UInt32Type;
    UInt64 UInt64Type;
}

impl ColumnValue for u32 {
    type Column<'b> = Integers<'b>;

    fn bind<'b>(array: &'b dyn Array, _: Range<usize>, _: &'static Field, to: &mut Binding) -> Result<Integers<'b>> {
        Integers::of(array).ok_or_else(|| wrong_type(array.data_type(), "an integer type", &to.place()))
    }

    #[inline]
    fn run<'b: 'b, I>(
        column: &Integers<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<u32>>,
        to: &mut Notes,
    ) {
        match column {
            Integers::UInt32(array) => {
                let values = array.values();
                each(rows, nulls_of(*array), items, place, |row| values.get(row).copied());
            }
            _ => each(rows, None, items, place, |row| Self::lend(column, row, 0, field, Path::ROOT, to)),
        }
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Integers<'b>,
        row: usize,
        _: u32,
        _: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<u32> {
        let value = column.get(row)?;
        match u32::try_from(value) {
            Ok(count) => Some(count),
            Err(_) => {
                let expected = "a whole number from 0 to 4294967295";
                refused(Error::new(ErrorCode::Range, value.to_string(), expected), path, to)
            }
        }
    }
}

impl ColumnValue for bool {
    type Column<'b> = &'b BooleanArray;

    fn bind<'b>(
        array: &'b dyn Array,
        _: Range<usize>,
        _: &'static Field,
        to: &mut Binding,
    ) -> Result<&'b BooleanArray> {
        typed(array, "Boolean", to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &&'b BooleanArray,
        row: usize,
        _: u32,
        _: &'static Field,
        _: Path<'_>,
        _: &mut Notes,
    ) -> Option<bool> {
        (!column.is_null(row)).then(|| column.value(row))
    }
}

/// Decimals in whatever form keeps them exact.
#[derive(Debug)]
pub(crate) enum Decimals<'b> {
    Texts(Texts<'b>),
    Integers(Integers<'b>),
    Of32(&'b PrimitiveArray<Decimal32Type>, i8),
    Of64(&'b PrimitiveArray<Decimal64Type>, i8),
    Of128(&'b PrimitiveArray<Decimal128Type>, i8, Whole),
    Of256(&'b PrimitiveArray<Decimal256Type>, i8),
}

impl<'b> Decimals<'b> {
    fn of(array: &'b dyn Array) -> Option<Self> {
        match array.data_type() {
            DataType::Decimal32(_, scale) => array.as_primitive_opt().map(|array| Decimals::Of32(array, *scale)),
            DataType::Decimal64(_, scale) => array.as_primitive_opt().map(|array| Decimals::Of64(array, *scale)),
            DataType::Decimal128(_, scale) => {
                array.as_primitive_opt().map(|array| Decimals::Of128(array, *scale, Whole::of(*scale)))
            }
            DataType::Decimal256(_, scale) => array.as_primitive_opt().map(|array| Decimals::Of256(array, *scale)),
            _ => Texts::try_of(array).map(Decimals::Texts).or_else(|| Integers::of(array).map(Decimals::Integers)),
        }
    }

    /// The decimal of a row.
    fn get(&self, row: usize) -> Option<Result<Decimal>> {
        fn at<T: arrow_array::ArrowPrimitiveType>(array: &PrimitiveArray<T>, row: usize) -> Option<T::Native> {
            if array.is_null(row) { None } else { array.values().get(row).copied() }
        }
        Some(match self {
            Decimals::Texts(texts) => parse_decimal(texts.get(row)?),
            Decimals::Integers(integers) => wide(Some(integers.get(row)?), 0),
            Decimals::Of32(array, scale) => wide(Some(i128::from(at(array, row)?)), *scale),
            Decimals::Of64(array, scale) => wide(Some(i128::from(at(array, row)?)), *scale),
            Decimals::Of128(array, scale, unit) => {
                let value = at(array, row)?;
                match unit.whole(value) {
                    Some(whole) => Ok(whole),
                    None => wide(Some(value), *scale),
                }
            }
            Decimals::Of256(array, scale) => {
                let (value, scale) = narrowed(at(array, row)?, *scale);
                wide(value.to_i128(), scale)
            }
        })
    }
}

/// What makes a scaled number a whole one. Scores are whole, nearly always: that takes one division.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole(u32);

impl Whole {
    fn of(scale: i8) -> Self {
        let unit = u32::try_from(scale).ok().and_then(|scale| 10_u32.checked_pow(scale));
        Whole(unit.unwrap_or_default())
    }

    /// The whole number from 0, where it is one and small.
    #[inline]
    fn whole(self, value: i128) -> Option<Decimal> {
        let value = u32::try_from(value).ok()?;
        let whole = value.checked_div(self.0)?;
        (whole * self.0 == value).then(|| Decimal::from_parts(whole, 0, 0, false, 0))
    }
}

/// A wide decimal without the zeros at its end: what is left of them fits where the value does.
fn narrowed(mut value: i256, mut scale: i8) -> (i256, i8) {
    let ten = i256::from_i128(10);
    while scale > 0 && value.to_i128().is_none() {
        match (value.checked_rem(ten), value.checked_div(ten)) {
            (Some(i256::ZERO), Some(shorter)) => value = shorter,
            _ => break,
        }
        scale -= 1;
    }
    (value, scale)
}

/// The decimal of a scaled number, where it has no more digits than a text may have.
fn wide(value: Option<i128>, scale: i8) -> Result<Decimal> {
    let decimal = value.and_then(|mut value| {
        let mut scale = scale;
        while scale > 0 && value % 10 == 0 {
            value /= 10;
            scale -= 1;
        }
        while scale < 0 {
            value = value.checked_mul(10)?;
            scale += 1;
        }
        let is_short = value.unsigned_abs() < 10_u128.pow(28);
        is_short.then(|| Decimal::try_from_i128_with_scale(value, u32::try_from(scale).ok()?).ok())?
    });
    let expected = "a plain decimal such as \"0.3\", at most 28 digits";
    decimal.ok_or_else(|| Error::new(ErrorCode::Range, "a number with more digits", expected))
}

impl ColumnValue for Decimal {
    type Column<'b> = Decimals<'b>;

    fn bind<'b>(array: &'b dyn Array, _: Range<usize>, _: &'static Field, to: &mut Binding) -> Result<Decimals<'b>> {
        Decimals::of(array).ok_or_else(|| wrong_type(array.data_type(), DECIMALS, &to.place()))
    }

    #[inline]
    fn run<'b: 'b, I>(
        column: &Decimals<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<Decimal>>,
        to: &mut Notes,
    ) {
        match column {
            // A whole number from 0 lies in every bound but that of a share.
            Decimals::Of128(array, _, unit) if field.bounds != Bounds::Share => {
                let values = array.values();
                each(rows, nulls_of(*array), items, place, |row| match unit.whole(*values.get(row)?) {
                    Some(whole) => Some(whole),
                    None => Self::lend(column, row, 0, field, Path::ROOT, to),
                });
            }
            _ => each(rows, None, items, place, |row| Self::lend(column, row, 0, field, Path::ROOT, to)),
        }
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Decimals<'b>,
        row: usize,
        _: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<Decimal> {
        match column.get(row)?.and_then(|value| bounded(value, field)) {
            Ok(value) => Some(value),
            Err(error) => refused(error, path, to),
        }
    }
}
