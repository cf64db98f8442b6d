"""SV: the supervision of the session."""

from __future__ import annotations

from datetime import timedelta

from .case import Case
from .text import given


def is_high_risk(case: Case) -> bool:
    """Whether the record carries a tag for which supervision is required (VI.1.2.d, C-27, C-64)."""
    tags = {tag.strip() for tag in case.get("high_risk") or [] if given(tag)}
    required = case.policy["supervision.required_for"]
    return bool(tags if required is None else tags & set(required))


def sv_01(case: Case) -> None:
    """SV-01: no log by the safety-training administrator (II.2.2.a, III.2.3.a)."""
    severity = "E" if is_high_risk(case) else "W"
    log = case.get("supervision")
    if log is None:
        return case.find("SV-01", "/supervision", severity=severity)
    if case.register.key(log.get("supervisor")) is None or not case.register.given or case.date is None:
        return case.unknown("SV-01")
    administrators = case.register.holders("TrainingAdministrator", case.date)
    if not administrators:
        # A register that names no administrator says nothing of this one.
        return case.unknown("SV-01")
    if case.register.key(log["supervisor"]) not in administrators:
        case.find("SV-01", "/supervision/supervisor", severity=severity)


def sv_02(case: Case) -> None:
    """SV-02: discipline, participation or the statement on anomalies is missing (III.2.3.b)."""
    log = case.get("supervision")
    if log is None:
        return case.unknown("SV-02")
    stated = log.get("no_anomaly") is True or bool(log.get("anomalies"))
    if not given(log.get("discipline")) or not given(log.get("participation")) or not stated:
        case.find("SV-02", "/supervision")


def sv_03(case: Case) -> None:
    """SV-03: the stay does not cover the session (III.2.3.a)."""
    log = case.get("supervision")
    if log is None:
        return case.unknown("SV-03")
    arrived, left = case.stamp("supervision.arrived_at"), case.stamp("supervision.left_at")
    spare = timedelta(minutes=case.policy.count("supervision.tolerance"))
    if (arrived and case.start and arrived > case.start + spare) or (left and case.end and left < case.end - spare):
        return case.find("SV-03", "/supervision", severity="E" if is_high_risk(case) else "W")
    if None in (arrived, left, case.start, case.end):
        case.unknown("SV-03")


def sv_05(case: Case) -> None:
    """SV-05: the supervisor is the instructor (II.2.2.a)."""
    log = case.get("supervision")
    if log is None:
        return case.unknown("SV-05")
    one, other = case.register.key(log.get("supervisor")), case.register.key(case.get("instructor"))
    if one is None or other is None:
        return case.unknown("SV-05")
    if one == other:
        case.find("SV-05", "/supervision/supervisor")
