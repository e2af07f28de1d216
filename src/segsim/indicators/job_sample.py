"""Which jobs are kept with what the lines are laid against, so that other lines can be drawn after a run?

A systematic sample each month: every so many-th job in the order of the rows, from a random start. With the joint
counts of all jobs it makes other lines exact but for the jobs that change sides (analysis/job_shares.py). Terms are
kept in 16 bits: their rounding, a two-thousandth, is less than what is taken for a gap.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.job_quality import TERMS, Jobs
from segsim.indicators.plant_capital import pace
from segsim.plumbing.streams import stream_key, uniforms
from segsim.state import State

JOB_SAMPLE = 1600  # jobs a month: standard errors of shares stay under .003 where a line moves by a fifth

_LARGEST = np.float32(np.finfo(np.float16).max)


class JobSample:
    """The jobs drawn in each month: the same draws whatever else is recorded."""

    def __init__(self, seed: int, size: int = JOB_SAMPLE) -> None:
        """size: jobs a month; all where there are fewer, none for 0."""
        self.seed, self.size = seed, size
        self.taken: list[dict[str, np.ndarray]] = []

    def record(self, state: State, jobs: Jobs, index: int, year: int) -> None:
        """Draw the sample of a month."""
        n = min(self.size, jobs.rows.size)
        if n == 0:
            return
        start = uniforms(stream_key(self.seed, "job_sample", index), 1)[0]
        drawn = ((np.arange(n) + start) * (jobs.rows.size / n)).astype(np.int64)
        rows = jobs.rows[drawn]
        firm = state.workers.employer[rows]
        self.taken.append(
            {
                "year": np.full(n, year, np.int16),
                "industry": state.firms.industry[firm].astype(np.int8),
                "tier": state.firms.tier[firm].astype(np.int8),
                "hukou": state.workers.hukou[rows],
                "city": state.firms.city[firm].astype(np.int16),
                "terms": np.minimum(jobs.terms[:, drawn], _LARGEST).astype(np.float16),
                "gap": jobs.gap[firm].astype(np.float16),
                "pace": pace(state)[firm].astype(np.float16),
                "skill": state.workers.skill[rows].astype(np.float16),
                "weight": np.full(n, jobs.rows.size / n, np.float32),
            }
        )

    def columns(self) -> dict[str, np.ndarray]:
        """One value a drawn job and month, by name; industry, tier and hukou are codes."""
        if not self.taken:
            return {}
        joined = {name: np.concatenate([one[name] for one in self.taken], axis=-1) for name in self.taken[0]}
        terms = zip(TERMS, joined.pop("terms"), strict=True)
        return joined | {name: values.astype(np.bool_) if name.startswith("no_") else values for name, values in terms}
