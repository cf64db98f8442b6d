"""Records as columns without any other package: batches built by hand, sound and broken, and tables read by hand."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import anxun
import pytest
from anxun import errors

from .arrow_by_hand import One, Producer, numbers, read, texts

ROWS: list[dict[str, Any]] = [
    {"schema_version": 1, "kind": "Refresher", "name": "消防复训", "department": "SB", "number": "2025-SB-FX-001"},
    {"schema_version": 1, "kind": "NewHire", "name": "入厂三级教育", "department": "AH", "number": "2025-AH-XR-001"},
    {"schema_version": 1, "kind": "NoSuchKind", "name": "甲", "department": "AH", "number": "2025-AH-XR-002"},
]


def producer(**changes: Any) -> Producer:
    """The rows as columns."""
    columns = {name: texts([row[name] for row in ROWS]) for name in ROWS[0] if name != "schema_version"}
    return Producer({"schema_version": numbers([1] * len(ROWS)), **columns}, **changes)


def test_a_row_is_judged_as_the_same_record_in_json(context: anxun.Context) -> None:
    made = producer(batches=2)
    review = anxun.review_frame(made, context)
    # A facet without a column is one that the source does not carry.
    carried = [facet for facet in anxun.Facet if facet not in review.absent_facets]
    expected = anxun.review_register([{**row, "facets": carried} for _ in range(2) for row in ROWS], context)
    assert json.loads(review.to_json())["totals"] == expected.to_dict()["totals"]
    assert review.summary.totals.judged == 4 and review.summary.totals.failed == 2
    verdicts = review.verdicts.to_pylist()
    assert [row["line"] for row in verdicts] == [1, 2, 3, 4, 5, 6]
    assert [row["status"] for row in verdicts] == ["judged", "judged", "failed"] * 2
    assert verdicts[2]["error"] == "UnknownCode" and verdicts[2]["error_path"] == "/kind"
    assert review.faults.to_pylist()[0]["line"] == 3
    assert review.unknown_columns == () and anxun.Facet.PHOTOS in review.absent_facets
    assert made.alive == 0, "everything is released"


def test_a_table_goes_out_again_and_again_without_a_copy(context: anxun.Context) -> None:
    review = anxun.review_frame(producer(), context)
    for table in (review.verdicts, review.findings, review.faults):
        names, rows, places = read(table)
        again = read(table)
        assert names == list(table.column_names) and again[0] == names
        assert again[1] == rows and again[2] == places, "the same buffers"
        assert all(len(column) == len(table) for column in rows.values())
        assert rows["line"] == [row["line"] for row in table.to_pylist()]
        assert rows["path" if "path" in rows else "kind"] == [
            row["path" if "path" in rows else "kind"] for row in table.to_pylist()
        ]
        assert repr(table).startswith(f"<Table of {len(table)} rows: line, ") and "<th>line</th>" in table._repr_html_()
    verdicts = review.verdicts
    schema, stream = verdicts.__arrow_c_schema__(), verdicts.__arrow_c_stream__()
    del review, verdicts, schema, stream


def test_unknown_columns_are_said_once_and_not_read(context: anxun.Context) -> None:
    made = producer()
    made.columns["weather"] = numbers([0], format=b"no format at all")
    review = anxun.review_frame(made, context)
    assert review.unknown_columns == ("/weather",) and review.unknown_count == 1
    (warning,) = review.warnings
    assert warning.code is anxun.WarningKind.UNKNOWN_KEY and warning.at == "/weather" and warning.zh
    assert review.summary.totals.judged == 2
    with pytest.raises(anxun.MissingError) as caught:
        anxun.review_frame(review.verdicts, context)
    assert caught.value.path == "/schema_version", "a table of verdicts is a frame, of another kind"


def test_one_batch_by_array_and_batches_of_an_iterable(context: anxun.Context) -> None:
    one = producer()
    assert anxun.review_frame(One(one), context).summary.totals.lines == 3 and one.alive == 0
    several = [producer(), producer()]
    review = anxun.review_frame(iter(several), context, first_line=11, threads=2)
    assert [row["line"] for row in review.verdicts.to_pylist()] == list(range(11, 17))
    assert [one.alive for one in several] == [0, 0]
    nothing = anxun.review_frame([], context)
    assert len(nothing.verdicts) == 0 and nothing.summary.totals.lines == 0
    with pytest.raises(errors.TypeError) as caught:
        anxun.review_frame([producer(), Producer({"kind": texts(["Refresher"])})], context)
    assert caught.value.expected == "the 5 of the first batch"


def test_batch_by_batch_and_into_a_register_that_goes_on(context: anxun.Context) -> None:
    seen: list[int] = []
    batches = anxun.review_batches(producer(batches=3), context, progress=seen.append)
    assert len(next(batches).verdicts) == 3 and seen == [3]
    assert batches.finish().summary.totals.lines == 9 and seen == [3, 6, 9]
    register = anxun.Register(context)
    register.push(1, ROWS[0])
    assert len(register.push_frame(2, producer()).verdicts) == 3
    open_review = anxun.review_frame(producer(), register=register, first_line=5)
    with pytest.raises(anxun.WrongHandleError):
        _ = open_review.summary
    whole = register.finish()
    assert whole.summary.totals.lines == 7 and {one.line for one in whole.findings} >= {1, 2, 3, 5, 6}
    with pytest.raises(anxun.WrongHandleError):
        register.push_frame(8, producer())

    def stop(rows: int) -> None:
        raise KeyError(rows)

    with pytest.raises(KeyError):
        anxun.review_frame(producer(), context, progress=stop)


def test_threads_answer_as_one_does(context: anxun.Context) -> None:
    # Most have no kind that is known: they fail, and fast.
    kinds: list[str | bytes] = ["Refresher" if row % 500 == 0 else "X" for row in range(17_000)]
    column = {"schema_version": numbers([1] * len(kinds)), "kind": texts(kinds)}
    one = anxun.review_frame(Producer(column), context)
    two = anxun.review_frame(Producer(column), context, threads=2)
    assert one.to_json() == two.to_json() and read(one.verdicts)[1] == read(two.verdicts)[1]
    steps = [len(batch.verdicts) for batch in anxun.review_batches(Producer(column), context)]
    assert steps == [16384, 616], "a table is no longer than a step"


def test_the_interpreter_is_let_go(context: anxun.Context) -> None:
    ticks: list[int] = []
    is_over = threading.Event()

    def tick() -> None:
        while not is_over.wait(0.0005):
            ticks.append(1)

    other = threading.Thread(target=tick)
    rows = 3_000
    frame = Producer({"schema_version": numbers([1] * rows), "kind": texts(["Refresher"] * rows)})
    other.start()
    before = len(ticks)
    anxun.review_frame(frame, context)
    during = len(ticks) - before
    is_over.set()
    other.join()
    assert during > 5


@pytest.mark.parametrize(
    ("changes", "code", "found"),
    [
        ({"is_released": True}, "StreamFailed", "a stream that was released"),
        ({"fails_at": -1}, "StreamFailed", "status 5: the disk is gone"),
        ({"fails_at": 0}, "StreamFailed", "status 5: the disk is gone"),
        ({"capsule": b"other_name"}, "Type", "a capsule of another name"),
        ({"root": b"l"}, "Type", "a stream of another type"),
        ({"length": 1 << 40}, "BadColumn", None),
        ({"length": -1}, "BadColumn", "length -1"),
    ],
)
def test_a_broken_stream_is_an_error(context: anxun.Context, changes: Any, code: str, found: str | None) -> None:
    made = producer(**changes)
    with pytest.raises(anxun.AnxunError) as caught:
        anxun.review_frame(made, context)
    assert caught.value.code == code and found in (None, caught.value.found)
    if changes.get("capsule") is None:
        assert made.alive == 0, "everything is released"


def test_what_was_judged_before_a_stream_fails_stays_in_the_register(context: anxun.Context) -> None:
    register = anxun.Register(context)
    batches = anxun.review_batches(producer(batches=3, fails_at=2), register=register)
    assert len(next(batches).verdicts) + len(next(batches).verdicts) == 6
    with pytest.raises(anxun.StreamFailedError):
        next(batches)
    assert register.finish().summary.totals.lines == 6


@pytest.mark.parametrize("format", [b"tss:UTC", b"i", b"z", b"+s", b"nonsense", b"\xff", b"", b"+l", b"d:5,2"])
def test_a_column_of_another_type_is_named_before_any_row_is_judged(context: anxun.Context, format: bytes) -> None:
    made = producer()
    made.columns["name"].format = format
    register = anxun.Register(context)
    with pytest.raises(anxun.AnxunError) as caught:
        register.push_frame(1, made)
    assert caught.value.code in ("Type", "BadColumn", "InvalidUtf8") and caught.value.path in ("/name", "/name/*")
    assert register.finish().summary.totals.lines == 0 and made.alive == 0


def _change(name: str, **changes: Any) -> Producer:
    made = producer()
    for key, value in changes.items():
        setattr(made.columns[name], key, value)
    return made


def test_a_batch_that_contradicts_itself_is_counted_as_failed(context: anxun.Context) -> None:
    made = [
        _change("name", buffers=[None, texts(["消", "防"]).buffers[1], b""]),
        _change("name", buffers=[None, bytes(numbers([0, -4, 3, 9], kind=__import__("ctypes").c_int32).buffers[1] or b""), b"xxxxxxxxx"]),
        _change("name", buffers=[None, None, None]),
        _change("name", buffers=[None]),
        _change("name", length=2),
        _change("name", offset=-1),
        _change("name", null_count=2),
        _change("name", null_count=-5),
        producer(children=4),
    ]
    broken = texts([b"\xff\xfe", b"a", b"b"])
    made.append(_change("name", buffers=broken.buffers))
    for one in made[1:]:
        review = anxun.review_frame([one, producer()], context)
        totals = review.summary.totals
        assert (totals.failed, totals.judged) == (4, 2), review.faults.to_pylist()
        assert {row["code"] for row in review.faults.to_pylist()[:3]} <= {"BadColumn", "InvalidUtf8"}
        assert one.alive == 0


def test_null_columns_and_rows_of_nulls(context: anxun.Context) -> None:
    nulls = _change("name", buffers=[b"\x00", bytes(16), b""], null_count=3)
    review = anxun.review_frame(nulls, context)
    assert review.summary.totals.judged == 2 and "EL-01" in {row["code"] for row in review.findings.to_pylist()}
    heads = _change("kind", buffers=[b"\x05", *texts(["Refresher"] * 3).buffers[1:]], null_count=1)
    assert [row["status"] for row in anxun.review_frame(heads, context).verdicts.to_pylist()] == ["judged", "failed", "judged"]


def test_what_is_no_frame(context: anxun.Context) -> None:
    wrongs: tuple[Any, ...] = (5, None, "register.jsonl", b"", {}, [ROWS[0]], Producer, [5])
    for wrong in wrongs:
        with pytest.raises(TypeError):
            anxun.review_frame(wrong, context)
    with pytest.raises(TypeError):
        anxun.review_frame(producer())
    with pytest.raises(TypeError):
        anxun.review_frame(producer(), context, register=anxun.Register(context))

    class Liar:
        def __init__(self, answer: object) -> None:
            self.answer = answer

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return self.answer

    for answer in (5, (), (1, 2), (producer().__arrow_c_stream__(), 2)):
        with pytest.raises(errors.TypeError):
            anxun.review_frame(Liar(answer), context)

    class Failing:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            raise LookupError("no driver")

    with pytest.raises(LookupError):
        anxun.review_frame(Failing(), context)


def test_no_fault_shows_a_person(context: anxun.Context) -> None:
    made = producer()
    made.columns["recorder"] = texts(["赵四五六"] * 3)
    with pytest.raises(anxun.AnxunError) as caught:
        anxun.review_frame(made, context)
    assert caught.value.path == "/recorder" and "赵四" not in str(caught.value)


def test_the_schema_is_an_object_and_a_table() -> None:
    from .arrow_by_hand import SCHEMA_RELEASE, Schema, pointer_of

    capsule = anxun.schema().__arrow_c_schema__()
    schema = Schema.from_address(pointer_of(capsule, b"arrow_schema"))
    names = [schema.children[at].contents.name.decode() for at in range(schema.n_children)]
    assert schema.format == b"+s" and SCHEMA_RELEASE is not None
    rows = anxun.columns()
    assert names == [row.path[1:] for row in rows if row.path.count("/") == 1]
    by_path = {row.path: row for row in rows}
    taken = by_path["/photos/*/taken_at"]
    assert taken.facet is anxun.Facet.PHOTOS and taken.type.startswith("Timestamp(") and taken.clause == "III.2.3.d"
    assert all(row.doc and row.path.startswith("/") for row in rows)


def test_the_page_names_every_column_of_the_tables(context: anxun.Context) -> None:
    page = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")
    review = anxun.review_frame(producer(), context)
    for table in (review.verdicts, review.findings, review.faults):
        for name in table.column_names:
            assert f"`{name}`" in page, name
