"""What does a buyer hold in stock, who is out for how long, and how much is bought abroad?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.production.params import Params
from segsim.rules.supply import WORKDAYS
from segsim.state.codes import Industry, Tier


def share_running(power_cut, smog_shutdown):
    """Share of a city's capacity that runs: smog shutdowns act on what shortages of power and water leave."""
    return (1.0 - power_cut) * (1.0 - smog_shutdown)


def specificity(critical, linked_share):
    """Share of a buyer's line that stands still without a supplier: all of it if critical, else its linked share."""
    return np.where(critical, 1.0, linked_share)


def import_price(first_price, cpi: float, markup: float):
    """Price of imported parts, yuan a unit: outside prices follow the cpi, and tariff and freight come on top."""
    return first_price * cpi * (1.0 + markup)


def buffers(industry, tier, params: Params):
    """Days of parts that a firm holds; shape as `tier`, of codes."""
    lead = np.where(industry == Industry.AUTO, params.auto_buffer, params.it_buffer)
    return np.where(tier == Tier.LEAD, lead, params.buffer)


def chosen_share(price, import_price, params: Params):
    """Share of open orders that goes abroad by choice, 0 to 1; `import_share` where no price is known (0)."""
    known = (price > 0.0) & (import_price > 0.0)
    ratio = np.where(known, price, 1.0) / np.where(known, import_price, 1.0)
    return np.minimum(1.0, params.import_share * ratio**params.substitution)


def outage(able, needed):
    """Share of the month's needs that running capacity does not let a firm make, 0 to 1; any shape."""
    return np.where(needed > able, 1.0 - able / np.maximum(needed, 1e-300), 0.0)


def days_to_switch(cluster, params: Params):
    """Days until a buyer has another supplier's parts, less in a cluster, 0 to 1; shape as `cluster`."""
    return params.switch_days * (1.0 - params.cluster_relief * cluster)


def days_out(hours_lost, outage, away, switch_days):
    """Working days on which a supplier delivers nothing; `away` if it is moving, for its buyer's days to switch."""
    days = WORKDAYS * (1.0 - (1.0 - hours_lost) * (1.0 - outage))
    return np.where(away, np.maximum(days, switch_days), days)
