//! The columnar door of the core: every accepted type lends the same facts, every other is refused by name, and what a row
//! cannot hold is a fault of that row.
#![cfg(feature = "columns")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod batches;

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::columns::{Judgements, Source, Tables, schema};
use anxun::error::{Error, ErrorCode};
use anxun::json::Limits;
use anxun::policy::PolicyBook;
use anxun::record::{Facts, Records, TrainingRecord, TrainingRecordView, Value as _};
use anxun::register::{Inputs, Register};
use anxun::rule::Facet;
use anxun::value::parse_stamp;
use arrow_array::builder::{ListBuilder, StringBuilder, StringDictionaryBuilder};
use arrow_array::types::{
    ArrowTimestampType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Date64Array, FixedSizeListArray, Float64Array, Int8Array, Int32Array,
    Int64Array, LargeListArray, LargeStringArray, ListArray, ListViewArray, NullArray, PrimitiveArray, RecordBatch,
    StringArray, StringViewArray, StructArray, Time32MillisecondArray, Time32SecondArray, Time64MicrosecondArray,
    Time64NanosecondArray, UInt64Array, new_null_array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, i256};
use arrow_schema::{DataType, Field, Schema};

/// A batch of columns, with `schema_version` and `kind` before them.
fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let rows = columns.first().map_or(1, |(_, column)| column.len());
    let head: [(&str, ArrayRef); 2] = [
        ("schema_version", Arc::new(Int64Array::from(vec![1; rows]))),
        ("kind", Arc::new(StringArray::from(vec!["Refresher"; rows]))),
    ];
    bare(head.into_iter().chain(columns).collect())
}

fn bare(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, column)| column).collect())
        .unwrap()
}

fn facts<T>(rows: &RecordBatch, row: usize, look: impl FnOnce(&Facts<'_>) -> T) -> T {
    let rows = StructArray::from(rows.clone());
    let records = Records::bind(&rows, Limits::default()).unwrap();
    look(&records.facts(row).unwrap())
}

/// What one column lends in a row.
fn lent<T>(name: &str, column: ArrayRef, row: usize, look: impl FnOnce(&TrainingRecordView<'_>) -> T) -> T {
    facts(&batch(vec![(name, column)]), row, |facts| {
        assert!(facts.faults.is_empty(), "{:?}", facts.faults);
        look(&facts.record)
    })
}

/// The faults of one column in a row.
fn faults(name: &str, column: ArrayRef, row: usize) -> Vec<(String, ErrorCode)> {
    facts(&batch(vec![(name, column)]), row, |facts| {
        facts.faults.iter().map(|fault| (fault.path.clone(), fault.code)).collect()
    })
}

/// Why a batch is refused.
fn refused(rows: &RecordBatch) -> Error {
    Source::new(rows.schema(), 1).unwrap_err()
}

fn wrong(name: &str, column: ArrayRef) -> Error {
    refused(&batch(vec![(name, column)]))
}

fn register() -> Register {
    let as_of = parse_stamp("2026-03-02T09:00:00+08:00").unwrap();
    let context = Context::new(PolicyBook::seed(), WorkCalendar::china(), as_of).unwrap();
    Register::new(Arc::new(context), &Inputs::default()).unwrap()
}

fn keyed<K: arrow_array::types::ArrowDictionaryKeyType>(values: &[Option<&str>]) -> ArrayRef {
    let mut builder = StringDictionaryBuilder::<K>::new();
    values.iter().for_each(|value| builder.append_option(*value));
    Arc::new(builder.finish())
}

#[test]
fn texts_and_codes_of_every_type_lend_the_same() {
    let values = [Some("消防"), None, Some("消防"), Some("")];
    let codes = [Some("Company"), None, Some("Team"), Some("Company")];
    let columns = |values: &[Option<&str>]| -> Vec<ArrayRef> {
        vec![
            Arc::new(StringArray::from(values.to_vec())),
            Arc::new(LargeStringArray::from(values.to_vec())),
            Arc::new(StringViewArray::from(values.to_vec())),
            keyed::<Int8Type>(values),
            keyed::<Int16Type>(values),
            keyed::<Int32Type>(values),
            keyed::<Int64Type>(values),
            keyed::<UInt8Type>(values),
            keyed::<UInt16Type>(values),
            keyed::<UInt32Type>(values),
            keyed::<UInt64Type>(values),
        ]
    };
    for (texts, levels) in columns(&values).into_iter().zip(columns(&codes)) {
        let ty = texts.data_type().clone();
        for row in 0..4 {
            let name = lent("name", Arc::clone(&texts), row, |record| record.name.map(str::to_owned));
            assert_eq!(name.as_deref(), values[row], "{ty} {row}");
            let level = lent("level", Arc::clone(&levels), row, |record| record.level.map(|level| level.code()));
            assert_eq!(level, codes[row], "{ty} {row}");
        }
        assert_eq!(faults("level", texts, 0), [("/level".into(), ErrorCode::UnknownCode)], "{ty}");
    }
}

#[test]
fn a_text_past_its_limits_is_a_fault_of_its_row_alone() {
    let long = "安".repeat(257);
    for (values, code) in
        [([Some("a\nb"), Some("a")], ErrorCode::ControlCharacter), ([Some(long.as_str()), Some("a")], ErrorCode::Limit)]
    {
        for column in [
            Arc::new(StringArray::from(values.to_vec())) as ArrayRef,
            Arc::new(StringViewArray::from(values.to_vec())),
            keyed::<Int32Type>(&values),
        ] {
            assert_eq!(faults("place", Arc::clone(&column), 0), [("/place".into(), code)]);
            assert_eq!(lent("place", column, 1, |record| record.place.map(str::to_owned)).as_deref(), Some("a"));
        }
    }
    let fits = "安".repeat(256);
    assert!(lent("place", Arc::new(StringArray::from(vec![fits.as_str()])), 0, |record| record.place.is_some()));
}

#[test]
fn dates_and_times_of_every_type_lend_the_same() {
    // 2026-02-27 is 20511 days after 1970-01-01.
    let days = |rows: Vec<Option<i64>>| -> Vec<ArrayRef> {
        vec![
            Arc::new(Date32Array::from_iter(rows.iter().map(|day| day.map(|day| i32::try_from(day).unwrap())))),
            Arc::new(Date64Array::from_iter(rows.iter().map(|day| day.map(|day| day * 86_400_000)))),
        ]
    };
    for column in days(vec![Some(20_511), None]) {
        assert_eq!(lent("date", Arc::clone(&column), 0, |record| record.date.unwrap().to_string()), "2026-02-27");
        assert!(lent("date", column, 1, |record| record.date.is_none()));
    }
    for column in days(vec![Some(-25_568), Some(2_932_897)]) {
        for row in 0..2 {
            assert_eq!(faults("date", Arc::clone(&column), row), [("/date".into(), ErrorCode::DateFormat)]);
        }
    }
    let broken: ArrayRef = Arc::new(Date64Array::from(vec![1, i64::MAX]));
    assert_eq!(faults("date", Arc::clone(&broken), 0), [("/date".into(), ErrorCode::DateFormat)]);
    assert_eq!(faults("date", broken, 1), [("/date".into(), ErrorCode::DateFormat)]);
    assert_eq!(faults("date", keyed::<Int32Type>(&[Some("2023-02-30")]), 0), [("/date".into(), ErrorCode::DateFormat)]);
    let times: [ArrayRef; 6] = [
        Arc::new(Time32SecondArray::from(vec![34_200])),
        Arc::new(Time32MillisecondArray::from(vec![34_200_000])),
        Arc::new(Time64MicrosecondArray::from(vec![34_200_000_000])),
        Arc::new(Time64NanosecondArray::from(vec![34_200_000_000_000])),
        Arc::new(StringArray::from(vec!["09:30"])),
        keyed::<Int8Type>(&[Some("09:30:00")]),
    ];
    let range = |from: ArrayRef| -> ArrayRef {
        Arc::new(StructArray::from(vec![(Arc::new(Field::new("from", from.data_type().clone(), true)), from)]))
    };
    for time in times {
        let from = lent("time", range(time), 0, |record| record.time.as_ref().unwrap().from.unwrap().to_string());
        assert_eq!(from, "09:30:00");
    }
    for time in
        [Arc::new(Time32SecondArray::from(vec![86_400])) as ArrayRef, Arc::new(Time64NanosecondArray::from(vec![1]))]
    {
        assert_eq!(faults("time", range(time), 0), [("/time/from".into(), ErrorCode::DateFormat)]);
    }
}

#[test]
fn stamps_have_a_zone_that_is_never_guessed() {
    fn ticks<T: ArrowTimestampType>(value: i64, zone: Option<&str>) -> ArrayRef {
        Arc::new(PrimitiveArray::<T>::from_iter_values([value]).with_timezone_opt(zone))
    }
    // 2026-02-27T09:30:00+08:00, and a half second that is cut off.
    let second = 1_772_155_800;
    for (zone, shown) in [
        ("Asia/Shanghai", "2026-02-27T09:30:00+08:00"),
        ("+08:00", "2026-02-27T09:30:00+08:00"),
        ("UTC", "2026-02-27T01:30:00+00:00"),
        ("Z", "2026-02-27T01:30:00+00:00"),
        ("-02:30", "2026-02-26T23:00:00-02:30"),
    ] {
        for column in [
            ticks::<TimestampSecondType>(second, Some(zone)),
            ticks::<TimestampMillisecondType>(second * 1_000 + 500, Some(zone)),
            ticks::<TimestampMicrosecondType>(second * 1_000_000 + 500_000, Some(zone)),
            ticks::<TimestampNanosecondType>(second * 1_000_000_000 + 500_000_000, Some(zone)),
        ] {
            let stamp = lent("logged_at", column, 0, |record| record.logged_at.unwrap().to_rfc3339());
            assert_eq!(stamp, shown, "{zone}");
        }
    }
    // Before 1970 a fraction is cut off towards the past, as in a text.
    let old = ticks::<TimestampMillisecondType>(-500, Some("UTC"));
    assert_eq!(lent("logged_at", old, 0, |record| record.logged_at.unwrap().timestamp()), -1);
    for zone in [None, Some("Europe/Berlin"), Some("+0800"), Some("")] {
        let error = wrong("logged_at", ticks::<TimestampSecondType>(second, zone));
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::Type, "/logged_at"), "{zone:?}");
        assert!(error.found.starts_with("Timestamp(") && error.expected.contains("Asia/Shanghai"), "{error}");
    }
    for value in [i64::MAX, i64::MIN, -3_000_000_000, 400_000_000_000] {
        let column = ticks::<TimestampSecondType>(value, Some("UTC"));
        assert_eq!(faults("logged_at", column, 0), [("/logged_at".into(), ErrorCode::DateFormat)], "{value}");
    }
    let text: ArrayRef = Arc::new(StringArray::from(vec!["2026-02-27T09:30:00"]));
    assert_eq!(faults("logged_at", text, 0), [("/logged_at".into(), ErrorCode::OffsetRequired)]);
}

#[test]
fn counts_flags_and_decimals_are_exact() {
    for column in [Arc::new(Int8Array::from(vec![90])) as ArrayRef, Arc::new(UInt64Array::from(vec![90]))] {
        assert_eq!(lent("duration_minutes", column, 0, |record| record.duration_minutes), Some(90));
    }
    for column in [Arc::new(Int32Array::from(vec![-1])) as ArrayRef, Arc::new(UInt64Array::from(vec![1 << 32]))] {
        assert_eq!(faults("duration_minutes", column, 0), [("/duration_minutes".into(), ErrorCode::Range)]);
    }
    let theory = |marks: ArrayRef| -> ArrayRef {
        let paper =
            StructArray::from(vec![(Arc::new(Field::new("full_marks", marks.data_type().clone(), true)), marks)]);
        let paper: ArrayRef = Arc::new(paper);
        Arc::new(StructArray::from(vec![(Arc::new(Field::new("theory", paper.data_type().clone(), true)), paper)]))
    };
    fn decimal<T: arrow_array::types::DecimalType>(value: T::Native, precision: u8, scale: i8) -> ArrayRef {
        let array = PrimitiveArray::<T>::from_iter_values([value]);
        Arc::new(array.with_precision_and_scale(precision, scale).unwrap())
    }
    let marks = |marks: ArrayRef| {
        lent("assessment", theory(marks), 0, |record| {
            record.assessment.as_ref().unwrap().theory.as_ref().unwrap().full_marks.unwrap().normalize().to_string()
        })
    };
    let columns: [(ArrayRef, &str); 9] = [
        (Arc::new(StringArray::from(vec!["99.50"])), "99.5"),
        (Arc::new(Int64Array::from(vec![100])), "100"),
        (decimal::<Decimal32Type>(9_950, 6, 2), "99.5"),
        (decimal::<Decimal64Type>(9_950, 6, 2), "99.5"),
        (decimal::<Decimal128Type>(99_500_000, 28, 6), "99.5"),
        (decimal::<Decimal128Type>(995_000_000_000_000_000_000_000_000_000_000_000, 38, 34), "99.5"),
        (decimal::<Decimal128Type>(1, 5, -2), "100"),
        (decimal::<Decimal256Type>(i256::from_i128(9_950), 50, 2), "99.5"),
        (
            decimal::<Decimal256Type>(i256::from_i128(995).wrapping_mul(i256::from_i128(10).wrapping_pow(50)), 76, 51),
            "99.5",
        ),
    ];
    for (column, expected) in columns {
        let ty = column.data_type().clone();
        assert_eq!(marks(column), expected, "{ty}");
    }
    for column in [
        decimal::<Decimal128Type>(99_555, 10, 3),
        decimal::<Decimal128Type>(-1, 10, 0),
        decimal::<Decimal128Type>(10_i128.pow(28), 38, 0),
        decimal::<Decimal256Type>(i256::MAX.wrapping_div(i256::from_i128(10)), 76, 0),
        Arc::new(StringArray::from(vec!["1e2"])),
    ] {
        let ty = column.data_type().clone();
        assert_eq!(
            faults("assessment", theory(column), 0),
            [("/assessment/theory/full_marks".into(), ErrorCode::Range)],
            "{ty}"
        );
    }
    let error = wrong("assessment", theory(Arc::new(Float64Array::from(vec![99.5]))));
    assert_eq!((error.path.as_str(), error.found.as_str()), ("/assessment/theory/full_marks", "Float64"));
    assert_eq!(wrong("duration_minutes", Arc::new(Float64Array::from(vec![1.0]))).found, "Float64");
}

#[test]
fn lists_of_every_layout_lend_the_same() {
    let items = || -> ArrayRef { Arc::new(StringArray::from(vec!["x", "HotWork", "ConfinedSpace", "y"])) };
    let field = Arc::new(Field::new("item", DataType::Utf8, true));
    let nulls = || Some(NullBuffer::from(vec![true, false, true]));
    let columns: [ArrayRef; 4] = [
        Arc::new(ListArray::new(Arc::clone(&field), OffsetBuffer::new(vec![1, 3, 3, 3].into()), items(), nulls())),
        Arc::new(LargeListArray::new(Arc::clone(&field), OffsetBuffer::new(vec![1, 3, 3, 3].into()), items(), nulls())),
        Arc::new(ListViewArray::new(Arc::clone(&field), vec![1, 0, 4].into(), vec![2, 4, 0].into(), items(), nulls())),
        Arc::new(FixedSizeListArray::new(
            field,
            2,
            Arc::new(StringArray::from(vec!["HotWork", "ConfinedSpace", "x", "y", "z", "z"])),
            Some(NullBuffer::from(vec![true, false, false])),
        )),
    ];
    for column in columns {
        let ty = column.data_type().clone();
        let tags = |row| lent("high_risk", Arc::clone(&column), row, |record| record.high_risk.join(" "));
        assert_eq!([tags(0), tags(1), tags(2)], ["HotWork ConfinedSpace", "", ""], "{ty}");
        let slice = batch(vec![("high_risk", Arc::clone(&column))]).slice(0, 1);
        assert_eq!(facts(&slice, 0, |facts| facts.record.high_risk.len()), 2, "{ty}");
    }
    let mut builder = ListBuilder::new(StringBuilder::new());
    builder.append_value([Some("a"), None, Some("b\u{7}"), Some("c")]);
    let column: ArrayRef = Arc::new(builder.finish());
    assert_eq!(
        faults("high_risk", Arc::clone(&column), 0),
        [("/high_risk/1".into(), ErrorCode::Type), ("/high_risk/2".into(), ErrorCode::ControlCharacter)]
    );
    assert_eq!(facts(&batch(vec![("high_risk", column)]), 0, |facts| facts.record.high_risk.join(" ")), "a c");
}

#[test]
fn a_slice_lends_what_the_whole_lends() {
    let names: Vec<Option<&str>> = (0..100).map(|at| (at % 3 != 0).then_some(["甲", "乙\t", "丙"][at % 3])).collect();
    let whole = batch(vec![("name", Arc::new(StringArray::from(names)))]);
    for (from, count) in [(0, 100), (1, 1), (17, 40), (99, 1)] {
        let slice = whole.slice(from, count);
        for row in 0..count {
            let seen = |facts: &Facts<'_>| (facts.record.name.map(str::to_owned), facts.faults.len());
            assert_eq!(facts(&slice, row, seen), facts(&whole, from + row, seen));
        }
    }
}
