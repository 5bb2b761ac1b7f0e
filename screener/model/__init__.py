"""The nouns, in the order the data meets them; frozen.

Columns inside, objects at the edge: holdings and resolutions are columnar, everything of which there are few is a dataclass.
Missing text inside a column is `""`; at the edge (JSON, pages) it becomes null. Numbers are canonical decimal text.
Dates are partial: `2021`, `2021-02` or `2021-02-01`; `first_day` and `last_day` give the bounds.
"""

from screener.model.days import first_day, last_day, months_later, review_day
from screener.model.exclusions import Exclusion, ExclusionList
from screener.model.exposure import ExposedRow, Exposure, ExposureLine, Held
from screener.model.judging import (
    DECISIONS,
    DEFAULT_RESTRICTIONS,
    OUTCOMES,
    SCREENED_COLUMNS,
    Case,
    Coverage,
    Finding,
    HeldThrough,
    Judgement,
    PathStep,
    Policy,
    Receipt,
    Rule,
    Screening,
)
from screener.model.money_paths import Hop, MoneyPath
from screener.model.portfolio import HOLDING_COLUMNS, NOT_STATED, FundLayer, Holdings, Reading, Table, TableView, Upload
from screener.model.registry import (
    STATES_AND_BODIES,
    Brand,
    Correction,
    Entity,
    Identifier,
    InvestorAction,
    Involvement,
    Name,
    OwnershipEdge,
    Registry,
    Response,
    Sanction,
    Source,
)
from screener.model.resolving import Candidate, Nearest, Resolution, Resolutions, ResolutionStatus

__all__ = [
    "DECISIONS",
    "DEFAULT_RESTRICTIONS",
    "HOLDING_COLUMNS",
    "NOT_STATED",
    "OUTCOMES",
    "SCREENED_COLUMNS",
    "STATES_AND_BODIES",
    "Brand",
    "Candidate",
    "Case",
    "Correction",
    "Coverage",
    "Entity",
    "Exclusion",
    "ExclusionList",
    "ExposedRow",
    "Exposure",
    "ExposureLine",
    "Finding",
    "FundLayer",
    "Held",
    "HeldThrough",
    "Holdings",
    "Hop",
    "Identifier",
    "InvestorAction",
    "Involvement",
    "Judgement",
    "MoneyPath",
    "Name",
    "Nearest",
    "OwnershipEdge",
    "PathStep",
    "Policy",
    "Reading",
    "Receipt",
    "Registry",
    "Resolution",
    "ResolutionStatus",
    "Resolutions",
    "Response",
    "Rule",
    "Sanction",
    "Screening",
    "Source",
    "Table",
    "TableView",
    "Upload",
    "first_day",
    "last_day",
    "months_later",
    "review_day",
]
