"""Published series and facts, with source and confidence: CSV files and the one loader of them."""

from segsim.evidence.loader import (
    EvidenceError,
    Fact,
    facts,
    file_hash,
    inputs,
    minimum_wages,
    minimum_wages_at_year_end,
)

__all__ = [
    "EvidenceError",
    "Fact",
    "facts",
    "file_hash",
    "inputs",
    "minimum_wages",
    "minimum_wages_at_year_end",
]
