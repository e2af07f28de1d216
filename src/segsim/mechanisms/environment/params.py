"""Which numbers rule pollution, abatement, protest and car limits?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure

_QUOTA = "plates over wishes for a first one, on the trend,"


@dataclass(frozen=True)
class Params(ParameterSet):
    """Emissions, abatement, protest, smog shutdowns and car limits."""

    left_out = "emissions, monitoring and car limits stay as they are"
    lead_emissions: float = structure(
        0.5, "units/unit", (0.0, 5.0), "emissions of a unit of leads and first tiers, nothing abated", "assumed"
    )
    lower_tier_emissions: float = structure(
        1.5, "units/unit", (0.0, 5.0), "the same of second and third tiers: casting, plating, painting", "assumed"
    )
    productivity_elasticity: float = structure(
        0.5, "elasticity", (0.0, 2.0), "by which emissions of a unit fall with the productivity of its market",
        "assumed: new equipment saves energy too",
    )  # fmt: skip
    abatable_share: float = structure(0.8, "share", (0.0, 1.0), "of emissions that full abatement takes out", "assumed")
    abatement_price: float = lever(
        0.015, "yuan/unit", (0.0, 0.2), "full abatement of a unit of output of emission intensity 1, at first prices",
        "assumed: 1 to 2 % of costs in dirty industries (recalled)",
    )  # fmt: skip
    pollution_adjustment_rate: float = structure(
        0.15, "1/month", (0.01, 1.0), "share of the pollution that nature absorbs", "assumed"
    )
    drift: float = structure(0.5, "share", (0.0, 1.0), "of emissions that drift to other cities", "assumed")
    emission_enforcement: float = lever(
        1.0, "ratio", (0.0, 10.0), "how easily violations are detected: monitors, public naming, central inspectors",
        "assumed: 1 until the dated law of 2015",
    )  # fmt: skip
    complaint_response: float = lever(
        0.3, "1/index", (0.0, 5.0), "rise of that per unit of pollution over 1, by neighbours' complaints", "assumed"
    )
    state_holding_leniency: float = lever(
        0.5, "share", (0.0, 1.0), "by which a city that lives on state-linked car makers alone monitors less",
        "assumed: cities torn between owner and guardian, Lüthje and McNally 2015",
    )  # fmt: skip
    monitoring_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "share of a gap in monitoring intensity closed in a month", "assumed"
    )
    protest_rate: float = lever(
        0.1, "1/month", (0.0, 2.0), "protests where pollution is 1 over what is tolerated", "assumed"
    )
    tolerated_pollution: float = lever(1.0, "index", (0.0, 10.0), "pollution that nobody protests over", "assumed")
    protest_monitoring: float = structure(
        0.3, "ratio", (0.0, 5.0), "rise of monitoring intensity by a protest", "assumed"
    )
    protest_salience: float = structure(0.3, "index", (0.0, 5.0), "rise of a city's salience by a protest", "assumed")
    smog_threshold: float = structure(
        1.5, "index", (0.0, 20.0), "pollution above which there are days of smog alert", "assumed"
    )
    shutdown_days: float = lever(
        0.0, "days/month", (0.0, 30.0), "on which plants stand still where pollution is 1 over the threshold",
        "assumed: none until the dated plan of 2013",
    )  # fmt: skip
    largest_shutdown: float = structure(0.3, "share", (0.0, 0.9), "most of a month that plants stand still", "assumed")
    quota_shanghai: float = lever(
        0.5, "share", (0.0, 1.0), f"{_QUOTA} in Shanghai",
        "assumed: plates auctioned since 1994 (recalled), for about half of those who wish one",
    )  # fmt: skip
    quota_beijing: float = lever(
        1.0, "share", (0.0, 1.0), f"{_QUOTA} in Beijing", "assumed: 1 until the dated lottery of 2011"
    )
    quota_guangzhou: float = lever(
        1.0, "share", (0.0, 1.0), f"{_QUOTA} in Guangzhou", "assumed: 1 until the dated limit of 2012"
    )
    quota_shenzhen: float = lever(
        1.0, "share", (0.0, 1.0), f"{_QUOTA} in Shenzhen", "assumed: 1 until the dated limit of 2014"
    )
    quota_elsewhere: float = lever(
        1.0, "share", (0.0, 1.0), f"{_QUOTA} in all other large cities", "assumed: no limit in most of them"
    )
    buyers_elsewhere: float = structure(
        0.15, "share", (0.0, 0.6), "of the country's car buyers in all other large cities; the rest meet no limit",
        "assumed: limits in eight more cities would cost 400,000 cars, 2 % of all (CAAM in just-auto 2013)",
    )  # fmt: skip
    buyers_shanghai: float = structure(0.02, "share", (0.0, 0.2), "the same in Shanghai", "assumed")
    buyers_beijing: float = structure(
        0.05, "share", (0.0, 0.2), "the same in Beijing",
        "assumed: some .8 of 18 million cars in 2010 (recalled)",
    )  # fmt: skip
    buyers_guangzhou: float = structure(0.02, "share", (0.0, 0.2), "the same in Guangzhou", "assumed")
    buyers_shenzhen: float = structure(0.02, "share", (0.0, 0.2), "the same in Shenzhen", "assumed")
    new_energy_subsidy: float = lever(
        0.0, "share of price", (0.0, 0.9), "paid by the state to buyers of new-energy cars",
        "assumed: 0 until the dated programmes from 2010 on",
    )  # fmt: skip
