"""A register: stream, threads, broken lines, what it answers."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import anxun
import pytest


@pytest.fixture
def lines(record: dict[str, Any]) -> list[str]:
    """Forty records, some without photos, one broken, one not yet held, one number twice."""
    made = []
    for at in range(1, 41):
        one = copy.deepcopy(record)
        one["id"], one["number"] = f"R-{at}", f"2024-ZZ-SC-{at:03}"
        if at % 4 == 0:
            del one["photos"]
        if at == 7:
            one["number"] = "2024-ZZ-SC-006"
        if at == 9:
            one["date"], one["number"], one["state"] = "2099-03-12", None, "Planned"
        made.append(json.dumps(one, ensure_ascii=False))
    made[19] = made[19][:-1]
    made.insert(3, "")
    return made


def asked(lines: list[str], context: anxun.Context) -> dict[str, Any]:
    """The same through the JSON door, without the lines that JSON cannot carry."""
    request = {"records": [json.loads(line) for line in lines], "context": context}
    answer: dict[str, Any] = anxun.call("register.review", request)
    return answer


def test_every_line_is_judged_or_said_to_be_broken(lines: list[str], context: anxun.Context) -> None:
    entries: list[anxun.Entry] = []
    seen: list[int] = []
    register = anxun.review_register(lines, context, on_entry=entries.append, progress=seen.append)
    totals = register.summary.totals
    assert (totals.lines, totals.judged, totals.failed, totals.not_yet) == (40, 38, 1, 1)
    assert [entry.line for entry in entries] == list(range(1, 42)) and seen == [41]
    kinds = {entry.line: entry.kind for entry in entries}
    assert (kinds[1], kinds[4], kinds[10], kinds[21]) == ("judged", "blank", "not_yet", "failed")
    broken = entries[20]
    assert broken.faults[0].code == "Syntax" and "line 1, column" in broken.faults[0].found and broken.review is None
    assert register.summary.failed[0].line == 21 and register.summary.failed[0].faults == broken.faults
    assert entries[9].session_end is not None and entries[0].membership is not None
    first = entries[0].review
    assert first is not None and first == anxun.review(lines[0], context)


def test_findings_stand_in_the_order_of_the_lines(lines: list[str], context: anxun.Context) -> None:
    entries: list[anxun.Entry] = []
    register = anxun.review_register(lines, context, on_entry=entries.append)
    expected = [
        (entry.line, finding.id)
        for entry in entries
        if (review := entry.review) is not None
        for finding in review.findings
    ]
    assert [(one.line, one.id) for one in register.findings] == expected and len(register.findings) == len(expected)
    last = register.findings[-1]
    assert last.department == "ZZ" and last == register.findings[len(expected) - 1]
    assert register.findings[:2] == tuple(register.findings)[:2]
    with pytest.raises(IndexError):
        register.findings[len(expected)]
    assert {one.code for one in register.number_findings} == {"NB-04", "NB-05"}
    assert len(anxun.review_register(lines, context, keep_findings=False).findings) == 0


def test_the_answer_is_that_of_the_json_door(lines: list[str], context: anxun.Context) -> None:
    whole = [line for line in lines if line.endswith("}") and line]
    whole = [line for line in whole if line.count("{") == line.count("}")]
    answer = asked(whole, context)
    entries: list[Any] = []
    register = anxun.review_register(whole, context, on_entry=lambda entry: entries.append(entry.to_dict()))
    assert register.to_dict() == answer["summary"] == register.summary.to_dict()
    assert entries == answer["entries"]


@pytest.mark.parametrize("threads", [-1, 2, 3, 10**30])
def test_threads_change_nothing(lines: list[str], context: anxun.Context, threads: int) -> None:
    alone: list[str] = []
    together: list[str] = []
    one = anxun.review_register(lines * 3, context, on_entry=lambda entry: alone.append(entry.to_json()))
    many = anxun.review_register(
        lines * 3, context, on_entry=lambda entry: together.append(entry.to_json()), threads=threads
    )
    assert many.to_json() == one.to_json() and together == alone
    assert [one.to_json() for one in many.findings] == [one.to_json() for one in one.findings]


def test_a_file_is_read_as_a_stream(lines: list[str], context: anxun.Context, tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    # A mark before the text and other line ends change no more than the column at which a broken line ends.
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    expected = anxun.review_register([line + "\r" for line in lines], context).to_json()
    assert anxun.review_register(path, context).to_json() == expected
    assert anxun.review_register(str(path), context, threads=2).to_json() == expected
    with pytest.raises(FileNotFoundError):
        anxun.review_register(tmp_path / "absent.jsonl", context)
    wrongs: list[Any] = [b"{}", {}, [5]]
    for wrong in wrongs:
        with pytest.raises(TypeError):
            anxun.review_register(wrong, context)


def test_a_line_without_end_is_an_error_and_no_memory(context: anxun.Context, tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(lines[0].encode() + b"\n" + b'{"name":"')
        for _ in range(40):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n' + lines[1].encode())
    entries: list[anxun.Entry] = []
    register = anxun.review_register(path, context, on_entry=entries.append)
    assert [entry.kind for entry in entries] == ["judged", "failed", "judged"]
    (fault,) = entries[1].faults
    assert (fault.code, fault.found) == ("Limit", f"{(40 << 20) + 11} bytes")
    assert register.summary.totals.judged == 2


def test_what_a_callback_raises_comes_out(lines: list[str], context: anxun.Context) -> None:
    def stop(entry: anxun.Entry) -> None:
        if entry.line == 3:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        anxun.review_register(lines, context, on_entry=stop)


def test_the_callers_own_threads(lines: list[str], context: anxun.Context) -> None:
    whole = anxun.review_register(lines, context)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: anxun.review_register(lines, context).to_json(), range(8)))
    assert set(answers) == {whole.to_json()}
    register = anxun.Register(context)
    parts = [register.part() for _ in range(3)]

    def work(part: anxun.Register, at: int) -> None:
        for line in range(at, len(lines), 3):
            part.push(line + 1, lines[line])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, parts, range(3)))
    for part in parts:
        register.merge(part)
    merged = register.finish()
    assert merged.to_json() == whole.to_json()
    assert [one.id for one in merged.findings] == [one.id for one in whole.findings]


def test_the_interpreter_is_let_go_while_the_core_works(lines: list[str], context: anxun.Context) -> None:
    done, counted = threading.Event(), [0]

    def count() -> None:
        while not done.is_set():
            counted[0] += 1
            time.sleep(0)

    usual = sys.getswitchinterval()
    thread = threading.Thread(target=count)
    # No thread is interrupted: another one runs only where this one lets go.
    sys.setswitchinterval(600)
    try:
        thread.start()
        register = anxun.Register(context)
        before = counted[0]
        entries = register.push_lines(1, lines * 5)
        after = counted[0]
    finally:
        done.set()
        sys.setswitchinterval(usual)
        thread.join()
    assert len(entries) == 5 * len(lines) and after > before


def test_a_register_is_consumed_once(lines: list[str], context: anxun.Context) -> None:
    register, other = anxun.Register(context), anxun.Register(context)
    assert register.push(1, lines[0]).kind == "judged"
    assert [entry.kind for entry in register.push_lines(2, lines[1:4])] == ["judged", "judged", "blank"]
    register.merge(other)
    with pytest.raises(anxun.WrongHandleError):
        other.push(1, lines[0])
    register.finish()
    for consumed in (register.finish, register.part, lambda: register.push(9, lines[0])):
        with pytest.raises(anxun.WrongHandleError):
            consumed()
    alone = anxun.Register(context)
    with pytest.raises(anxun.WrongHandleError):
        alone.merge(alone)


def test_parts_of_other_machines_come_as_bytes(lines: list[str], context: anxun.Context) -> None:
    inputs = {"voids": ["2024-ZZ-SC-041"], "rectifications": []}
    whole = anxun.review_register(lines, context, inputs)
    register = anxun.Register(context, inputs)
    states = []
    for at in (2, 0, 1):
        # As another process has it: the same context, the same inputs, only this part of the lines.
        part = anxun.Register(pickle.loads(pickle.dumps(context)), inputs, keep_findings=False).part()
        for line in range(at, len(lines), 3):
            part.push_lines(line + 1, [lines[line]], threads=2)
        states.append(part.state())
        assert part.state() == states[-1]
    for state in (states[0], bytearray(states[1]), memoryview(states[2])):
        register.merge_state(state)
    alone = anxun.Register(context, inputs)
    alone.push_lines(1, lines, threads=3)
    assert register.state() == alone.state()
    assert register.finish().to_json() == alone.finish().to_json() == whole.to_json()
    other = anxun.Register(context)
    with pytest.raises(anxun.StateMismatchError) as mismatch:
        other.merge_state(states[0])
    assert mismatch.value.path == "/context/rectifications"
    with pytest.raises(anxun.StateMismatchError) as in_memory:
        other.merge(anxun.Register(context, inputs).part())
    assert in_memory.value.path == "/context/rectifications"
    with pytest.raises(anxun.StateMismatchError) as counted:
        anxun.Register(context, inputs).merge(anxun.Register(context, inputs))
    assert counted.value.path == "/counted_inputs"
    with pytest.raises(anxun.StateMalformedError) as malformed:
        anxun.Register(context, inputs).merge_state(states[0][:-1])
    assert malformed.value.path == "/numbers"
    with pytest.raises(anxun.StateMismatchError) as twice:
        anxun.Register(context, inputs).merge_state(anxun.Register(context, inputs).state())
    assert twice.value.path == "/counted_inputs"


def test_a_register_goes_to_other_processes_and_comes_back(lines: list[str], context: anxun.Context) -> None:
    inputs = anxun.Inputs(voids=("2024-ZZ-SC-041",))
    whole = anxun.Register(context, inputs, keep_findings=False)
    whole.push(1, lines[0])
    again = pickle.loads(pickle.dumps(whole))
    part = pickle.loads(pickle.dumps(again.part()))
    part.push_lines(2, lines[1:])
    again.merge(pickle.loads(pickle.dumps(part)))
    assert again.finish().to_json() == anxun.review_register(lines, context, inputs).to_json()
    with pytest.raises(TypeError, match="keep_findings=False"):
        pickle.dumps(anxun.Register(context))


def test_a_receipt_says_what_was_judged(lines: list[str], context: anxun.Context) -> None:
    def judged(lines: list[str], threads: int = 1) -> anxun.RegisterReceipt:
        inputs = anxun.Inputs(receipt=True)
        receipt = anxun.review_register(lines, context, inputs, threads=threads).summary.receipt
        assert receipt is not None
        return receipt

    first = judged(lines)
    made = hashlib.sha256()
    for number, line in enumerate(lines, 1):
        if line:
            made.update(number.to_bytes(8, "big") + hashlib.sha256(line.encode()).digest())
    assert first.input == made.hexdigest() and first.lines == 40
    assert judged(lines, threads=3) == first and first.changed(first) == ()
    assert first.changed(judged(lines[:-1])) == ("lines", "input", "answer")
    assert anxun.review_register(lines, context).summary.receipt is None


def test_supervision_of_high_risk_training_is_told_by_month(record: dict[str, Any], context: anxun.Context) -> None:
    hot = {**record, "high_risk": ["HotWork"]}
    bare = {key: value for key, value in hot.items() if key != "supervision"}
    summary = anxun.review_register([hot, bare], context).summary
    (month,), (finding,) = summary.supervision, summary.period_findings
    assert (month.month, month.sessions, month.supervised, month.coverage.met) == ("2024-03", 2, 1, False)
    assert (finding.code, finding.period, [one.line for one in finding.sessions]) == ("SV-04", "2024-03", [2])
    # The second by its log and both by another number: that it is borne twice is corrected.
    assert (summary.totals.passes, summary.totals.mendable) == (0, 2)
    (worst,) = [one for one in summary.worst if one.line == 2]
    (step,) = worst.missing.supply
    assert (step.path, step.codes, step.responsible) == ("/supervision", ("SV-01",), anxun.Responsible.RECORDER_AND_HEAD)


def test_every_finding_between_records_is_told(record: dict[str, Any], context: anxun.Context) -> None:
    line = json.dumps(record, ensure_ascii=False)
    told: list[anxun.NumberFinding] = []
    register = anxun.review_register([line] * 1200, context, keep_findings=False, on_number_finding=told.append)
    assert [one.line for one in told] == list(range(1, 1201)) and {one.code for one in told} == {"NB-04"}
    assert len(register.number_findings) == 1000 and register.summary.number_findings_total == 1200
    assert list(register.number_findings) == told[:1000]

    def stop(finding: anxun.NumberFinding) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        anxun.review_register([line] * 2, context, on_number_finding=stop)


def test_records_are_compared_in_memory_and_on_disk(
    record: dict[str, Any], context: anxun.Context, tmp_path: Path
) -> None:
    inputs = anxun.Inputs(compare_records=True)
    lines = [json.dumps(record | {"id": f"S-{at}"}, ensure_ascii=False) for at in range(300)]
    told: list[anxun.SharedFinding] = []
    plain = anxun.review_register(lines, context, inputs, on_shared_finding=told.append)
    assert {one.code for one in plain.shared_findings} == {"SG-12", "PH-05", "RV-08"} and plain.summary.not_compared == ()
    assert len(told) == plain.summary.shared_findings_total and {one.line for one in told} == set(range(1, 301))
    assert told[0].other_line == 2 and told[0].suspected and told[0].grade is anxun.Grade.SEVERE
    spilled = anxun.review_register(lines, context, inputs, threads=3, spill_to=tmp_path, spill_beyond=4096)
    assert spilled.to_json() == plain.to_json()
    assert anxun.review_register(lines, context).summary.not_compared == ("SG-12", "PH-05", "RV-08")
    with pytest.raises(anxun.IoError):
        anxun.Register(context, inputs, spill_to=tmp_path / "nowhere")


def test_rates_are_fractions_or_say_why_not(lines: list[str], context: anxun.Context) -> None:
    register = anxun.review_register(lines, context)
    (department,) = register.departments
    rates = department.rates
    assert rates.accuracy.value is None and rates.accuracy.reason == "NoVerifications" and rates.accuracy.met is None
    assert isinstance(rates.completeness.value, Fraction) and rates.completeness.target == Decimal(1)
    assert department.kpi.score is None or isinstance(department.kpi.score, Decimal)
    verified = anxun.Inputs(
        verifications=tuple(
            anxun.Verification(f"R-{at}", "签到", anxun.VerificationResult.MATCH) for at in range(1, 4)
        ),
        voids=("2024-ZZ-SC-007",),
    )
    with_inputs = anxun.review_register(lines, context, verified)
    assert with_inputs.departments[0].rates.accuracy.value == Fraction(1)
    assert anxun.review_register(lines, context, verified.to_dict()).to_json() == with_inputs.to_json()
    with pytest.raises(anxun.NumberMalformedError) as caught:
        anxun.review_register(lines, context, {"voids": ["2024"]})
    assert caught.value.path == "/inputs/voids/0"


def test_what_is_shown(lines: list[str], context: anxun.Context) -> None:
    register = anxun.review_register(lines, context)
    assert repr(register).startswith("<RegisterReview: <Summary of 40 lines: 38 judged")
    html = register._repr_html_()
    assert "<table>" in html and "ZZ" in html and "undefined (NoVerifications)" in html


def planted(folder: Path) -> list[str]:
    """What the manifest of a register says."""
    rows = []
    for one in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        if "error" in one:
            rows.append(f"{one['line']} error {one['error']}")
        elif one["code"] == "NB-05":
            rows.append(f"- NB-05 {one['number']}")
        elif one["code"] == "SV-04":
            rows.append(f"- SV-04 {one['month']} {one['lines']}")
        else:
            rows.append(f"{one['line']} {one['code']} {one['severity']} {one['path']}")
    return sorted(rows)


@pytest.mark.parametrize("name", ["chemical-plant-2025", "revision-2023"])
def test_what_was_planted_is_what_is_found(name: str) -> None:
    folder = Path(__file__).parents[2] / "core" / "examples" / "registers" / name
    company = json.loads((folder / "company.json").read_text(encoding="utf-8"))
    policy = (folder / "policy.json").read_text(encoding="utf-8")
    context = anxun.Context(as_of=company["as_of"], policy=policy, organisation=company["organisation"])
    inputs = {
        key: json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        for key in ("verifications", "rectifications")
        if (folder / f"{key}.json").exists()
    } | {"compare_records": True}
    failed: list[str] = []

    def broken(entry: anxun.Entry) -> None:
        if entry.kind == "failed":
            failed.append(f"{entry.line} error {entry.faults[0].code}")

    register = anxun.review_register(folder / "register.jsonl", context, inputs, on_entry=broken, threads=2)
    found = [f"{one.line} {one.code} {one.severity} {one.path}" for one in register.findings]
    between = [
        f"- {one.code} {one.number}" if one.line is None else f"{one.line} {one.code} {one.severity} {one.path}"
        for one in register.number_findings
    ]
    shared = [f"{one.line} {one.code} {one.severity} {one.path}" for one in register.shared_findings]
    periods = register.summary.period_findings
    months = [f"- {one.code} {one.period} {[session.line for session in one.sessions]}" for one in periods]
    assert sorted(found + between + shared + months + failed) == planted(folder)
    assert register.summary.to_dict() == register.to_dict()
