"""The rules that training records of workplace safety must keep in China (安训).

Facts in, judgements out: ``review`` judges a record, ``review_register`` a whole register, ``call`` asks any operation by name.
Nothing is stored, no clock is asked. A record that breaks a rule gives findings; an exception (``AnxunError``) means that no
answer could be computed.
"""

from . import errors, vocabulary
from .calendar import CalendarWarning, Covered, Deadline, Limit, WorkCalendar
from .context import Context
from .errors import *
from .faults import AnxunError, Fault
from .findings import Finding, NotAssessed
from .findings import Warning as Warning
from .numbering import Block, Normalisation, NumberRange, RecordNumber, Returned, Scope, Sequence, Void
from .organisation import Organisation
from .policy import PolicyBook, PolicyChange, PolicyWarning
from .quality import (
    Counts,
    Dated,
    Inputs,
    KpiInputs,
    KpiPart,
    KpiScore,
    KpiWeights,
    Membership,
    QualityRates,
    Rate,
    RateAgainstTarget,
    Rectification,
    Share,
    TallyCell,
    Verification,
    department_score,
)
from .record import TrainingRecord
from .register import (
    CodeCount,
    Department,
    Due,
    Entry,
    Failed,
    Findings,
    MayStart,
    NumberFinding,
    Register,
    RegisterFinding,
    RegisterReview,
    Summary,
    Totals,
    WorstFinding,
    WorstRecord,
    review_register,
)
from .retention import (
    Against,
    Deadlines,
    MayDestroy,
    Outcome,
    Retention,
    RetentionRule,
    deadlines,
    may_destroy,
    retention_until,
)
from .reviewing import OpenStep, Review, review
from .tables import OperationInfo, Rule, RuleCase, call, call_json, explain, operations, rules
from .vocabulary import *

__all__ = [
    "errors",
    "vocabulary",
    "Against",
    "AnxunError",
    "Block",
    "CalendarWarning",
    "CodeCount",
    "Context",
    "Counts",
    "Covered",
    "Dated",
    "Deadline",
    "Deadlines",
    "Department",
    "Due",
    "Entry",
    "Failed",
    "Fault",
    "Finding",
    "Findings",
    "Inputs",
    "KpiInputs",
    "KpiPart",
    "KpiScore",
    "KpiWeights",
    "Limit",
    "MayDestroy",
    "MayStart",
    "Membership",
    "Normalisation",
    "NotAssessed",
    "NumberFinding",
    "NumberRange",
    "OpenStep",
    "OperationInfo",
    "Organisation",
    "Outcome",
    "PolicyBook",
    "PolicyChange",
    "PolicyWarning",
    "QualityRates",
    "Rate",
    "RateAgainstTarget",
    "RecordNumber",
    "Rectification",
    "Register",
    "RegisterFinding",
    "RegisterReview",
    "Retention",
    "RetentionRule",
    "Returned",
    "Review",
    "Rule",
    "RuleCase",
    "Scope",
    "Sequence",
    "Share",
    "Summary",
    "TallyCell",
    "Totals",
    "TrainingRecord",
    "Verification",
    "Void",
    "WorkCalendar",
    "WorstFinding",
    "WorstRecord",
    "call",
    "call_json",
    "deadlines",
    "department_score",
    "explain",
    "may_destroy",
    "operations",
    "retention_until",
    "review",
    "review_register",
    "rules",
]
__all__ += errors.__all__
__all__ += vocabulary.__all__
