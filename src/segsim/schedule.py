"""What happens in a month, in order? The table of contents of the model.

Read it aloud: law and wages first, then plans and prices, people, production, money, anger, failure, and the books.
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
        dormitory, outsourcing,
        environment,
        investment, innovation,
        evaluation,
    )
}  # fmt: skip

MONTH: tuple[Step, ...] = (
    # law
    policy_calendar.read_calendar,
    central_government.judge_sectors,
    central_government.push_reforms,
    minimum_wage.set_minimum_wages,
    evaluation.judge_reports,
    evaluation.report_growth,
    local_government.hold_tournament,
    local_government.set_terms,
    civil_society.answer_unrest,
    land.price_land,
    enforcement.run_campaigns,
    enforcement.shield_firms,
    enforcement.inspect,
    environment.limit_cars,
    environment.watch_emissions,
    compliance.answer_for_violations,
    enforcement.fine_wrongly,
    # plans and prices
    brands.weigh_brands,
    demand.set_final_demand,
    compliance.choose_depths,
    outsourcing.give_out_work,
    outsourcing.choose_dispatch,
    dormitory.house_and_drill,
    environment.clean_up,
    accidents.spend_on_safety,
    production.set_productivity,
    hours.plan_hours,
    orders.set_prices,
    orders.split_orders,
    brands.choose_makers,
    bargaining.set_floors,
    wages.set_wages,
    relocation.weigh_places,
    # people
    hukou.admit,
    schooling.retire,
    matching.separate,
    relocation.move_plants,
    schooling.come_of_age,
    migration.migrate,
    matching.search_and_hire,
    outsourcing.settle_dispatch,
    compliance.draw_terms,
    hukou.count_insured_months,
    schooling.enrol,
    # production and money
    production.produce,
    environment.foul_air,
    trade.settle_bills,
    evaluation.pay_awards,
    payroll.work_out_pay,
    finance.lend,
    payroll.pay_wages,
    investment.train,
    innovation.innovate,
    accidents.hurt_workers,
    evaluation.keep_research_books,
    finance.service_debt,
    households.consume,
    local_government.buy_services,
    investment.invest,
    investment.automate,
    evaluation.improve_quietly,
    # anger and failure
    unrest.grieve,
    unrest.strike,
    environment.protest_over_pollution,
    civil_society.protest,
    finance.fail_and_enter,
    relocation.settle_entrants,
    # books
    accounting.take_census,
    accounting.check_books,
)
