"""Ordinary Mesa objects for the worker phases of a month, as the twin tests and the benchmark import them."""

from reference_implementations.people import TwinCity, TwinFirm, TwinWorker
from reference_implementations.plain_model import STEPS, TwinModel, uniform_by_hand

__all__ = ["STEPS", "TwinCity", "TwinFirm", "TwinModel", "TwinWorker", "uniform_by_hand"]
