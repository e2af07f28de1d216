"""Which numbers rule how parts are bought, kept and replaced?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Production."""

    linked_orders: float = structure(
        0.6, "share", (0.0, 1.0), "share of a buyer's parts that its linked suppliers get", "assumed"
    )
    export_contracts: float = structure(
        0.6, "share", (0.0, 1.0), "share of foreign brands' orders that they place with standing accounts",
        "assumed: as linked_orders",
    )  # fmt: skip
    smoothing: float = structure(0.2, "1/month", (0.01, 1.0), "weight of the last month in expected demand", "assumed")
    critical_share: float = structure(
        0.4, "share", (0.0, 1.0), "first-tier suppliers of cars whose part nobody else makes for their buyer",
        "assumed: engines, gearboxes and axles come from one source; .1 to .7 is plausible",
    )  # fmt: skip
    auto_buffer: float = structure(
        2.0, "days", (0.0, 21.0), "parts that a car maker holds",
        "assumed: just-in-time assemblers hold hours to days (recalled); .5 to 5 is plausible",
    )  # fmt: skip
    it_buffer: float = structure(
        5.0, "days", (0.0, 21.0), "parts that a brand of electronics holds", "assumed: 2 to 15 is plausible"
    )
    buffer: float = structure(
        10.0,
        "days",
        (0.0, 21.0),
        "parts that all other buyers hold",
        "assumed: 5 to 25 is plausible; small lots are dear",
    )
    switch_days: float = structure(
        10.0, "days", (0.0, 21.75), "without the part while a supplier that closed or moves is replaced",
        "assumed: tools and samples take weeks, and part of it is seen coming",
    )  # fmt: skip
    cluster_relief: float = structure(
        0.5, "share", (0.0, 1.0), "of these days that a buyer saves in the middle of a cluster: another maker is near",
        "assumed",
    )  # fmt: skip
    lead_time: float = structure(
        3.0, "months", (1.0, 12.0), "until imports under contract follow the usual gap",
        "assumed: sea freight and release of tools; 1 to 6 is plausible",
    )  # fmt: skip
    import_markup: float = structure(
        0.15, "share of price", (0.0, 1.0), "of imported parts over the first price of those made at home",
        "assumed: tariff on parts of 10 % (recalled) and freight; .05 to .40 is plausible",
    )  # fmt: skip
    import_share: float = structure(
        0.07, "share", (0.0, 1.0), "of open orders for parts that goes abroad at equal prices", "assumed"
    )
    substitution: float = structure(
        2.0, "elasticity", (0.0, 8.0), "of imported for home parts, to their relative price",
        "Armington 1969, recalled; estimates of 1-5, in the short run under 1",
    )  # fmt: skip
