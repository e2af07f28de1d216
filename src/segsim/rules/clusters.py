"""Does a firm stand in a cluster of its industry?"""

from __future__ import annotations

import numpy as np

QUOTIENT = 1.2  # of the industry's share in the city's jobs over that in all, from which a cluster is whole; assumed
MASS = 0.04  # share of the industry's jobs in one city, from which a cluster is whole; assumed: half a mean city's


def clustered(city: np.ndarray, industry: np.ndarray, jobs: np.ndarray) -> np.ndarray:
    """How far each firm stands in a cluster, 0 to 1, by the jobs of others in its city and industry; shape as `jobs`.

    min(1, q / QUOTIENT) min(1, m / MASS): q is the location quotient of the jobs around it, m their share of the
    industry's jobs. Its own jobs count on neither side: a giant alone makes no cluster. By shares of jobs, so that it
    is the same in a larger world. Source: location quotient (Florence 1939, recalled); that a cluster takes mass beside
    specialisation, Marshall 1890 (recalled).
    """
    at = np.maximum(city, 0).astype(np.int64)  # rows that nobody ever took have no city, and no jobs
    place = at * 2 + industry
    near = np.maximum(0.0, np.bincount(place, weights=jobs)[place] - jobs)
    around = np.maximum(0.0, np.bincount(at, weights=jobs)[at] - jobs)
    of_industry = np.maximum(np.bincount(industry, weights=jobs)[industry], 1e-300)
    quotient = (near / np.maximum(around, 1e-300)) * (jobs.sum() / of_industry)
    return np.minimum(1.0, quotient / QUOTIENT) * np.minimum(1.0, near / of_industry / MASS)
