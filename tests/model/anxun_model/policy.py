"""The parameters (parameters.md 2a, 2d) that a review asks for, and the version in force."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from . import clock

# Defaults as the tables give them. None: the host must set it.
DEFAULTS: dict[str, Any] = {
    "submit.paper.limit": 24,
    "submit.electronic.limit": 24,
    "submit.team.limit": 0,
    "stage1.limit": 24,
    "review.limit": 3,
    "return.limit": 2,
    "rectify.minor": 24,
    "rectify.general": 48,
    "rectify.severe.tolerance": 1,
    "conflict.strictest": False,
    "signin.issue_before": 10,
    "photos.min": 3,
    "photos.views": ["Panorama", "CloseUp", "Interaction"],
    "video.min": 15,
    "scan.dpi_min": 300,
    "storage.cabinet_label": "安全生产培训",
    "format.header_text": "安全生产培训记录",
    "retention.ordinary": 3,
    "retention.special_after_leaving": 5,
    "supervision.tolerance": 0,
    "supervision.required_for": None,
    "camera.tolerance": 0,
    "ai.min_confidence": "0.9",
    "assess.pass_mark": None,
    "review.content_match_min": "1",
    "elements.effect_evaluation": True,
    "proofs": ["SignIn", "Video", "ExamPaper"],
    "proofs.special_operation": ["SignIn", "Video", "CertificateCopy"],
    "proofs.online": None,
    "number.department_codes": None,
    "number.type_codes": None,
    "number.seq_width": 3,
    "backup.disc.every": None,
}


class Policy:
    """One version of the policy."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key, DEFAULTS[key])

    def number(self, key: str) -> Decimal | None:
        """A decimal parameter."""
        value = self[key]
        return None if value is None else Decimal(str(value))

    def count(self, key: str) -> int:
        """A whole number; JSON has it as a number or a text."""
        return int(self[key])


def in_force(context: dict[str, Any], moment: datetime) -> Policy:
    """The version in force at the end of the session (parameters.md, head of section 2)."""
    versions = (context.get("policy") or {}).get("versions") or []
    values: dict[str, Any] = {}
    for version in versions:
        start = clock.read_date(version.get("effective_from"))
        if start is None or start <= moment.date():
            values = version.get("set") or {}
    return Policy(values)
