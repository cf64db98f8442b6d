//! Whole batches: nulls and missing columns, what is said of a schema, limits of size, the tables that come out.

use super::*;

/// Every field of the documented schema as null, typed and untyped.
#[test]
fn nulls_in_every_field_are_absent_facts() {
    let rows = |of: fn(&DataType) -> ArrayRef| {
        let columns =
            schema().fields().iter().map(|field| (field.name().clone(), of(field.data_type()))).collect::<Vec<_>>();
        let head = |name: &str, column: &ArrayRef| match name {
            "schema_version" => Arc::new(Int64Array::from(vec![1, 1])) as ArrayRef,
            "kind" => Arc::new(StringArray::from(vec!["Refresher", "Other"])),
            _ => Arc::clone(column),
        };
        bare(columns.iter().map(|(name, column)| (name.as_str(), head(name, column))).collect())
    };
    for batch in [rows(|ty| new_null_array(ty, 2)), rows(|_| Arc::new(NullArray::new(2)))] {
        let source = Source::new(batch.schema(), 1).unwrap();
        assert!(source.absent_facets().is_empty() && source.unknown().is_empty());
        facts(&batch, 1, |facts| {
            assert!(facts.faults.is_empty());
            let only = r#"{"schema_version":1,"kind":"Other"}"#;
            let read = TrainingRecord::from_json(only).unwrap();
            assert_eq!(TrainingRecord::own(&facts.record), read);
        });
        let judged = register().push_batch(1, &batch).unwrap();
        assert_eq!(judged.verdicts.num_rows(), 2);
    }
    // Without a value in the head a row fails, and is counted.
    let empty = bare(vec![("schema_version", Arc::new(NullArray::new(2))), ("kind", Arc::new(NullArray::new(2)))]);
    let judged = register().push_batch(1, &empty).unwrap();
    assert_eq!(judged.faults.num_rows(), 4);
}

#[test]
fn a_missing_column_switches_its_facet_off() {
    let name: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
    let rows = batch(vec![("name", Arc::clone(&name)), ("photos", Arc::new(NullArray::new(1)))]);
    let source = Source::new(rows.schema(), 1).unwrap();
    assert!(!source.absent_facets().contains(&Facet::Heading) && !source.absent_facets().contains(&Facet::Photos));
    assert!(source.absent_facets().contains(&Facet::SignIn) && source.absent_facets().len() == Facet::ALL.len() - 2);
    facts(&rows, 0, |facts| assert_eq!(facts.record.facets, [Facet::Heading, Facet::Photos]));
    // The record's own list can only narrow.
    let own = |list: &[&str]| {
        let mut builder = ListBuilder::new(StringBuilder::new());
        builder.append_value(list.iter().map(|one| Some(*one)));
        batch(vec![("name", Arc::clone(&name)), ("facets", Arc::new(builder.finish()))])
    };
    facts(&own(&["heading", "photos"]), 0, |facts| assert_eq!(facts.record.facets, [Facet::Heading]));
    facts(&own(&[]), 0, |facts| assert_eq!(facts.record.facets, [Facet::Heading]));
    facts(&own(&["photos"]), 0, |facts| {
        assert_eq!(facts.faults.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["/facets"]);
    });
}

#[test]
fn what_is_wrong_with_a_schema_is_said_before_a_row_is_judged() {
    let text: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
    let flag: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
    let person = |name: &str, column: &ArrayRef| -> ArrayRef {
        let field = Arc::new(Field::new(name, column.data_type().clone(), true));
        Arc::new(StructArray::from(vec![(field, Arc::clone(column))]))
    };
    let people = |item: ArrayRef| -> ArrayRef {
        let field = Arc::new(Field::new("item", item.data_type().clone(), true));
        Arc::new(ListArray::new(field, OffsetBuffer::new(vec![0, 1].into()), item, None))
    };
    let nested = people(person("person", &person("employee_no", &flag)));
    for (name, column, path, found) in [
        ("name", Arc::clone(&flag), "/name", "Boolean"),
        ("level", Arc::clone(&flag), "/level", "Boolean"),
        ("date", Arc::clone(&flag), "/date", "Boolean"),
        ("time", Arc::clone(&text), "/time", "Utf8"),
        ("photos", Arc::clone(&text), "/photos", "Utf8"),
        ("photos", person("digest", &text), "/photos", "Struct"),
        ("instructor", person("employee_no", &flag), "/instructor/employee_no", "Boolean"),
        ("participants", nested, "/participants/*/person/employee_no", "Boolean"),
        ("participants", people(person("special_operation", &text)), "/participants/*/special_operation", "Utf8"),
        ("high_risk", people(flag.clone()), "/high_risk/*", "Boolean"),
    ] {
        let error = wrong(name, column);
        assert_eq!((error.code, error.path.as_str(), error.found.as_str()), (ErrorCode::Type, path, found));
        assert!(!error.expected.is_empty());
    }
    let twice = bare(vec![
        ("kind", Arc::clone(&text)),
        ("schema_version", Arc::new(Int64Array::from(vec![1]))),
        ("name", Arc::clone(&text)),
        ("name", Arc::clone(&text)),
    ]);
    assert_eq!((refused(&twice).code, refused(&twice).path.as_str()), (ErrorCode::DuplicateKey, "/name"));
    let headless = bare(vec![("kind", Arc::clone(&text))]);
    assert_eq!((refused(&headless).code, refused(&headless).path.as_str()), (ErrorCode::Missing, "/schema_version"));
    let mut register = register();
    assert!(register.push_batch(1, &headless).is_err());
    assert_eq!(register.finish().unwrap().totals.lines, 0);
}

#[test]
fn unknown_columns_are_listed_once() {
    let text: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
    let inner: ArrayRef = Arc::new(StructArray::from(vec![
        (Arc::new(Field::new("digest", DataType::Utf8, true)), Arc::clone(&text)),
        (Arc::new(Field::new("colour", DataType::Utf8, true)), Arc::clone(&text)),
        (Arc::new(Field::new("张三的照片", DataType::Utf8, true)), Arc::clone(&text)),
    ]));
    let photos: ArrayRef = Arc::new(ListArray::new(
        Arc::new(Field::new("item", inner.data_type().clone(), true)),
        OffsetBuffer::new(vec![0, 1].into()),
        inner,
        None,
    ));
    let rows = batch(vec![("x", Arc::clone(&text)), ("photos", photos), ("a/b", text)]);
    let source = Source::new(rows.schema(), 1).unwrap();
    // A name that is not like one of ours is not repeated.
    assert_eq!(source.unknown(), ["/x", "", "/photos/*/colour", "/photos/*"]);
    facts(&rows, 0, |facts| assert!(facts.unknown.is_empty()));
}

/// Hundreds of thousands of columns cost what they are, not their square.
#[test]
fn a_flood_of_columns_is_read_past() {
    let flood = 300_000;
    let mut fields =
        vec![Field::new("schema_version", DataType::Int64, true), Field::new("kind", DataType::Utf8, true)];
    fields.extend((0..flood).map(|at| Field::new(format!("c{at}"), DataType::Null, true)));
    let mut columns: Vec<ArrayRef> =
        vec![Arc::new(Int64Array::from(vec![1])), Arc::new(StringArray::from(vec!["Other"]))];
    let null: ArrayRef = Arc::new(NullArray::new(1));
    columns.extend((0..flood).map(|_| Arc::clone(&null)));
    let rows = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    let mut source = Source::new(rows.schema(), 1).unwrap();
    assert_eq!((source.unknown_count(), source.unknown().len()), (flood, 100));
    let judged = source.judge(&mut register(), &rows).unwrap();
    assert_eq!(judged.verdicts.num_rows(), 1);
}

#[test]
fn a_batch_of_another_schema_is_refused_whole() {
    let rows = batch(vec![("name", Arc::new(StringArray::from(vec!["a"])))]);
    let other = batch(vec![("name", Arc::new(LargeStringArray::from(vec!["a"])))]);
    let more = batch(vec![
        ("name", Arc::new(StringArray::from(vec!["a"]))),
        ("place", Arc::new(StringArray::from(vec!["b"]))),
    ]);
    let (mut register, mut source) = (register(), Source::new(rows.schema(), 5).unwrap());
    source.judge(&mut register, &rows).unwrap();
    let error = source.judge(&mut register, &other).unwrap_err();
    assert_eq!((error.code, error.path.as_str(), error.found.as_str()), (ErrorCode::Type, "/name", "LargeUtf8"));
    assert_eq!(source.judge(&mut register, &more).unwrap_err().code, ErrorCode::Type);
    source.judge(&mut register, &rows.slice(0, 0)).unwrap();
    let judged = source.judge(&mut register, &rows).unwrap();
    let line = judged.verdicts.column_by_name("line").unwrap().as_any().downcast_ref::<UInt64Array>().unwrap().value(0);
    assert_eq!((line, source.next_line()), (6, 7));
    assert_eq!(register.finish().unwrap().totals.lines, 2);
}

#[test]
fn limits_of_size_hold_for_rows_too() {
    let values: ArrayRef = Arc::new(StringArray::from(vec!["x"; 12]));
    let list = ListArray::new(
        Arc::new(Field::new("item", DataType::Utf8, true)),
        OffsetBuffer::new(vec![0, 11, 12].into()),
        values,
        None,
    );
    let rows = StructArray::from(batch(vec![("high_risk", Arc::new(list))]));
    let small = Limits { list: 10, ..Limits::default() };
    let records = Records::bind(&rows, small).unwrap();
    let error = records.facts(0).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::Limit, "/high_risk"));
    assert_eq!(records.facts(1).unwrap().record.high_risk.len(), 1);
    assert_eq!(records.facts(2).unwrap_err().code, ErrorCode::Range);
    let broken: ArrayRef = Arc::new(ListArray::new(
        Arc::new(Field::new("item", DataType::Utf8, true)),
        OffsetBuffer::new(vec![0, 12].into()),
        Arc::new(StringArray::from(vec!["\u{1}"; 12])),
        None,
    ));
    let rows = StructArray::from(batch(vec![("high_risk", broken)]));
    let error = Records::bind(&rows, Limits { faults: 10, ..Limits::default() }).unwrap().facts(0).unwrap_err();
    assert_eq!((error.code, error.found.as_str()), (ErrorCode::Limit, "11"));
}

#[test]
fn the_tables_keep_their_schemas_without_a_row() {
    let empty = Tables::new().finish().unwrap();
    assert_eq!(empty.verdicts.schema(), Judgements::verdicts_schema());
    assert_eq!(empty.findings.schema(), Judgements::findings_schema());
    assert_eq!(empty.faults.schema(), Judgements::faults_schema());
    let rows = RecordBatch::new_empty(Arc::new(schema()));
    let judged = register().push_batch(1, &rows).unwrap();
    assert_eq!(judged, empty);
    let names = |schema: arrow_schema::SchemaRef| {
        schema.fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        names(Judgements::verdicts_schema()),
        "line status record number kind department session_end policy passes validity completeness grade findings \
         faults not_assessed error error_path"
    );
    assert_eq!(
        names(Judgements::findings_schema()),
        "line record number id code severity grade suspected explained facet subject path observed expected remedy due \
         due_by"
    );
    assert_eq!(names(Judgements::faults_schema()), "line path code found expected");
}
