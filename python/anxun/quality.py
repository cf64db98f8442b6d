"""The four quality rates (IV.4.1) and the department KPI (VI.3.1), as exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from ._shape import Shape
from .tables import call
from .vocabulary import Grade, KpiPartName, VerificationResult

__all__ = [
    "Counts",
    "Dated",
    "Inputs",
    "KpiInputs",
    "KpiPart",
    "KpiScore",
    "KpiWeights",
    "Membership",
    "QualityRates",
    "Rate",
    "RateAgainstTarget",
    "Rectification",
    "Share",
    "TallyCell",
    "Verification",
    "department_score",
]


@dataclass(frozen=True, slots=True)
class Rate(Shape):
    """An exact rate, or the reason why there is none. 0/0 is neither 0 % nor 100 %."""

    num: int = 0
    """How many fulfil it."""
    den: int = 0
    """How many were looked at."""
    reason: str | None = None
    """Why the rate is undefined; None where there is one."""

    @property
    def value(self) -> Fraction | None:
        """The fraction; None where it is undefined."""
        return None if self.reason is not None else Fraction(self.num, self.den)

    @classmethod
    def _read(cls, data: Any) -> Self:
        if "value" in data:
            return cls(data["value"]["num"], data["value"]["den"])
        return cls(reason=data["undefined"])

    def _write(self) -> Any:
        if self.reason is not None:
            return {"undefined": self.reason}
        return {"value": {"num": self.num, "den": self.den}}

    def __str__(self) -> str:
        return f"{self.num}/{self.den}" if self.reason is None else f"undefined ({self.reason})"


@dataclass(frozen=True, slots=True)
class RateAgainstTarget(Shape):
    """A rate with its target."""

    rate: Rate
    target: Decimal
    """A fraction of 1."""
    met: bool | None
    """Whether the target is met, compared exactly; None where the rate is undefined."""
    percent: Decimal | None
    """Percent with two decimals, for reading."""

    @property
    def value(self) -> Fraction | None:
        """The fraction; None where it is undefined."""
        return self.rate.value

    @property
    def reason(self) -> str | None:
        """Why the rate is undefined; None where there is one."""
        return self.rate.reason

    def __str__(self) -> str:
        return str(self.rate) if self.percent is None else f"{self.percent} % ({self.rate})"


@dataclass(frozen=True, slots=True)
class QualityRates(Shape):
    """The four rates, with the delays behind the third."""

    accuracy: RateAgainstTarget
    """准确率: items verified that match reality."""
    completeness: RateAgainstTarget
    """完整率: records with every core element."""
    elements: Rate
    """Elements there, of those asked."""
    timeliness: RateAgainstTarget
    """及时率: records submitted on time, of those due."""
    delay_longest: int | None
    """Longest delay, hours rounded up."""
    delay_p95: int | None
    """95th percentile of the delays, hours."""
    delay_mean: Rate
    """Mean delay: hours in all, and how many delays."""
    format: RateAgainstTarget
    """规范率: records whose file conforms."""
    format_codes: tuple[str, ...]
    """The codes that the 规范率 counts."""


@dataclass(frozen=True, slots=True)
class KpiPart(Shape):
    """One part of the score."""

    part: KpiPartName
    rate: Rate
    weight: Decimal
    points: Decimal | None
    """Points before the weights of undefined parts are spread; None = none."""
    full_marks: bool
    """Full points because nothing was due in a supplied list."""
    weight_spread: bool
    """Undefined: its weight is spread over the others in proportion."""


@dataclass(frozen=True, slots=True)
class KpiScore(Shape):
    """The KPI of a department."""

    score: Decimal | None
    """Points of 100, two decimals; None where every part is undefined."""
    parts: tuple[KpiPart, ...]


@dataclass(frozen=True, slots=True)
class KpiInputs(Shape):
    """The rates of the parts, each (fulfilled, counted)."""

    completeness: tuple[int, int]
    archive: tuple[int, int]
    rectification: tuple[int, int] | None
    """None where no list of rectifications was supplied."""
    effect: tuple[int, int]


@dataclass(frozen=True, slots=True)
class KpiWeights(Shape):
    """Weights of the parts, fractions of 1 that sum to exactly 1."""

    completeness: Decimal
    archive: Decimal
    rectification: Decimal
    effect: Decimal


def department_score(
    rates: KpiInputs, weights: KpiWeights | None = None, *, full_marks: bool | None = None
) -> KpiScore:
    """The KPI of a department from its rates; weights and ``full_marks`` are those of the scheme where not given."""
    request: dict[str, Any] = {"rates": rates.to_dict()}
    if weights is not None:
        request["weights"] = weights.to_dict()
    if full_marks is not None:
        request["full_marks"] = full_marks
    return KpiScore.from_dict(call("quality.department_score", request))


@dataclass(frozen=True, slots=True)
class Verification(Shape):
    """One item of a sampled record compared with reality (核验)."""

    record: str
    """Id of the record, as the record carries it."""
    item: str
    """What was compared."""
    result: VerificationResult


@dataclass(frozen=True, slots=True)
class Rectification(Shape):
    """A rectification of a defect (整改)."""

    id: str
    department: str
    """Code of the department that has to mend it."""
    issued_at: datetime
    due: datetime
    closed_at: datetime | None = None
    record: str | None = None
    """Id of the record."""
    code: str | None = None
    """Code of the rule."""
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Inputs(Shape):
    """What is supplied beside a register. A list that is None leaves the figures that need it undefined."""

    verifications: tuple[Verification, ...] | None = None
    rectifications: tuple[Rectification, ...] | None = None
    voids: tuple[str, ...] = ()
    """Record numbers that were voided: they explain gaps."""
    tombstones: tuple[str, ...] = ()
    """Record numbers of destroyed records: they explain gaps, and nobody else may bear them."""
    compare_records: bool = False
    """Whether people, images and packages are compared between the records (SG-12, PH-05, RV-08)."""
    receipt: bool = False
    """Whether the summary carries a receipt: 40 bytes a line, in memory or in the spill."""


@dataclass(frozen=True, slots=True)
class Dated(Shape):
    """A yes or no that counts in a month of its own."""

    month: str
    met: bool


@dataclass(frozen=True, slots=True)
class Membership(Shape):
    """In which figures one record counts. None = it does not count in the figure, or could not be assessed."""

    department: str
    month: str
    """Month of the end of the session, ``2025-07``."""
    complete: bool | None
    elements: tuple[int, int] | None
    on_time: bool | None
    delay_hours: int | None
    conforming: bool | None
    verified: tuple[int, int] | None
    archived: Dated | None
    effect: bool | None


@dataclass(frozen=True, slots=True)
class Share(Shape):
    """How many of how many."""

    met: int
    of: int


@dataclass(frozen=True, slots=True)
class Counts(Shape):
    """The counts of one department and month."""

    records: int
    complete_unknown: int
    complete: Share
    elements: Share
    on_time: Share
    delays: dict[str, int]
    """How many records had a delay of so many hours."""
    conforming: Share
    verified: Share
    archived: Share
    rectified: Share
    effect: Share


@dataclass(frozen=True, slots=True)
class TallyCell(Shape):
    """The counts of a department and month."""

    department: str
    month: str
    counts: Counts
