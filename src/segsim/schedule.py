"""What happens in a month, in order? The table of contents of the model.

Law first, then plans and prices with wages, people, production and money, unrest, failure, and the accounts.
"""

from __future__ import annotations

from types import ModuleType

from segsim.mechanisms import (
    accidents,
    accounting,
    bargaining,
    brands,
    central_government,
    civil_society,
    compliance,
    demand,
    dormitory,
    enforcement,
    environment,
    evaluation,
    finance,
    hours,
    households,
    hukou,
    innovation,
    investment,
    land,
    local_government,
    matching,
    migration,
    minimum_wage,
    orders,
    outsourcing,
    payroll,
    platform_work,
    policy_calendar,
    production,
    relocation,
    schooling,
    trade,
    unrest,
    wages,
)
from segsim.plumbing.steps import Step

MECHANISMS: dict[str, ModuleType] = {
    module.__name__.rsplit(".", 1)[-1]: module
    for module in (
        policy_calendar, central_government, minimum_wage, local_government, land, enforcement, compliance, brands,
        demand, hours, orders, bargaining, wages, relocation, hukou, schooling, matching, migration, production, trade,
        finance, payroll, households, unrest, civil_society, accounting, accidents,
        dormitory, outsourcing, platform_work,
        environment,
        investment, innovation,
        evaluation,
    )
}  # fmt: skip

LAW: tuple[Step, ...] = (
    policy_calendar.read_calendar,
    central_government.judge_sectors,
    central_government.push_reforms,
    minimum_wage.set_minimum_wages,
    evaluation.judge_reports,
    evaluation.report_growth,
    local_government.hold_tournament,
    local_government.set_terms,
    civil_society.respond_to_unrest,
    land.price_land,
    enforcement.run_campaigns,
    enforcement.shield_firms,
    enforcement.inspect,
    environment.limit_cars,
    environment.monitor_emissions,
    compliance.penalise_violations,
    enforcement.fine_compliant_firms,
)

# What firms and buyers decide before people move: at_rest runs these alone, until they find their level.
PLANS: tuple[Step, ...] = (
    brands.value_brands,
    brands.give_plates,
    demand.set_final_demand,
    compliance.choose_violations,
    outsourcing.outsource_work,
    outsourcing.choose_dispatch,
    dormitory.house_and_discipline,
    environment.abate,
    accidents.spend_on_safety,
    production.set_productivity,
    hours.plan_hours,
    orders.set_prices,
    orders.split_orders,
    brands.choose_makers,
    bargaining.set_floors,
    wages.set_wages,
)

PEOPLE: tuple[Step, ...] = (
    relocation.consider_places,
    hukou.admit,
    schooling.retire,
    platform_work.choose_platform_work,
    matching.separate,
    relocation.move_plants,
    schooling.come_of_age,
    migration.migrate,
    matching.search_and_hire,
    outsourcing.settle_dispatch,
    compliance.draw_terms,
    hukou.count_insured_months,
    schooling.enrol,
)

PRODUCTION_AND_MONEY: tuple[Step, ...] = (
    production.produce,
    environment.emit,
    trade.settle_bills,
    evaluation.pay_awards,
    payroll.compute_pay,
    compliance.reckon_penalties,
    finance.lend,
    payroll.pay_wages,
    platform_work.pay_platform_workers,
    investment.train,
    innovation.innovate,
    accidents.injure_workers,
    evaluation.record_research,
    finance.service_debt,
    households.consume,
    local_government.buy_services,
    investment.invest,
    investment.automate,
    evaluation.improve_quietly,
)

UNREST_AND_FAILURE: tuple[Step, ...] = (
    unrest.weigh_chances,
    unrest.update_grievance,
    unrest.strike,
    environment.protest_over_pollution,
    platform_work.protest_of_platform_workers,
    civil_society.protest,
    finance.fail_and_enter,
    relocation.settle_entrants,
)

ACCOUNTS: tuple[Step, ...] = (
    accounting.take_census,
    accounting.check_accounts,
)

MONTH: tuple[Step, ...] = (*LAW, *PLANS, *PEOPLE, *PRODUCTION_AND_MONEY, *UNREST_AND_FAILURE, *ACCOUNTS)
