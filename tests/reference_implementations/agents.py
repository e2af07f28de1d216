"""Ordinary Mesa objects for the worker phases of a month, as the tests beside them and the benchmark import them."""

from reference_implementations.firms import ReferenceCity, ReferenceFirm
from reference_implementations.people import ReferenceWorker
from reference_implementations.plain_model import STEPS, ReferenceModel, uniform_by_hand

__all__ = ["STEPS", "ReferenceCity", "ReferenceFirm", "ReferenceModel", "ReferenceWorker", "uniform_by_hand"]
