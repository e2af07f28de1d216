"""Which questions stand on which page? The charts of pages 2 to 6, as data."""

from __future__ import annotations

from segsim.analysis.counterparts import CAR_MAKER_PAY, FOXCONN_HOURS, FOXCONN_PAY
from segsim.analysis.palette import REGIME_LINES
from segsim.figures.printed_report.chart import MEANS, MIGRANTS, SUMS, Chart, Line, named, regions, segments

JOB = "workers with a job"
LEGAL_WEEK = 40.0 + 36.0 / 4.35  # law: 36 hours of overtime a month, of 174 / 40 weeks

PAY = (
    Chart("How far apart is pay?", f"Yuan a month before deductions, overtime and bonus included; {JOB}",
          (*segments("earnings"), Line("earnings:migrants", MIGRANTS)),
          extra=((FOXCONN_PAY, "contract_manufacturer"), (CAR_MAKER_PAY, "core")),
          caution="grey: migrants in manufacturing; red: Foxconn; dark blue: car makers"),
    Chart("How close is base pay to the legal minimum?", f"Base pay over the minimum wage of the city; {JOB}",
          segments("base_over_minimum"), limit=(1.0, "minimum wage = 1")),
    Chart("How much of pay is overtime?", f"Overtime, % of all pay; {JOB}", segments("overtime_share"), "%", 100.0),
    Chart("How much of pay is bonus?", f"Bonus (share in profit), % of all pay; {JOB}", segments("bonus_share"), "%",
          100.0),
    Chart("How long is the working week?", f"Hours a week, mean of the month; {JOB}",
          (*segments("hours_week"), Line("hours_week:migrants", MIGRANTS)),
          limit=(LEGAL_WEEK, "limit of the Labour Law, with overtime: 48"), from_zero=False,
          extra=((FOXCONN_HOURS, "contract_manufacturer"),),
          caution="grey: migrants in manufacturing; red: audits of Foxconn"),
    Chart("Is overtime paid and kept within the law?",
          f"% of {JOB}; * of those who work overtime",
          named(("overtime_below_legal", "underpaid*"), ("overtime_unpaid", "unpaid*"),
                ("share_over_cap", "hours over the cap")), "%", 100.0, top=100.0,
          caution="formal sector for overtime"),
    Chart("How many work without contract and cover?", "% of migrants with a job",
          named(("contract_share:migrants", "no written contract"), ("injury_cover:migrants", "no injury insurance"),
                ("pension_cover:migrants", "no pension"), rest=True), "%", 100.0, top=100.0,
          caution="all industries for insurance"),
    Chart("How many are paid under the minimum, or late?", f"% of {JOB}; * of migrants",
          named(("under_minimum_base", "base under minimum"), ("under_minimum_hourly", "hour under minimum"),
                ("arrears_share:migrants", "owed wages*")), "%", 100.0),
)  # fmt: skip

JOBS = (
    Chart("Where are the jobs?", "with a job", segments("employment"), is_people=True),
    Chart("How many are without a job?", "% of the labour force in cities, mean of the year",
          named(("unemployment_rate", "everybody"), ("unemployment_rate:migrants", "migrants"),
                ("unemployment_rate:urban", "urban hukou")), "%", 100.0, MEANS),
    Chart("How many leave their employer?", f"% of {JOB} a month, mean of the year; dismissed or gone",
          segments("separation_rate"), "%", 100.0, MEANS),
    Chart("How many jobs are open?", "% of jobs, mean of the year", segments("vacancy_rate"), "%", 100.0, MEANS),
    Chart("Who gets into the core, and who falls out of it?", "% a year; * of those outside it, \u2020 of those in it",
          named(("into_core_migrants", "migrants into it*"), ("into_core_urban", "urban hukou into it*"),
                ("out_of_core", "out of it\u2020")), "%", 100.0),
    Chart("How many work for agencies and platforms?", f"% of {JOB}; * of the labour force in cities",
          named(("dispatch_share", "through agencies"), ("platform_workers", "ride for platforms*")), "%", 100.0),
    Chart("How unequal is pay, and between whom?",
          "Theil index of pay, each December (0: all paid alike), and its part between groups",
          named(("theil", "all workers"), ("theil_between_tier", "between tiers"),
                ("theil_between_hukou", "between hukou"), ("theil_between_region", "between regions"))),
    Chart("Where do migrants' children learn?", "% of children of migrants in cities, each December; * of those in the "
          "city",
          named(("left_behind_share", "left in the village"), ("migrant_children_in_public_school", "public school*")),
          "%", 100.0, top=100.0),
)  # fmt: skip

UNREST = (
    Chart("Where do workers strike?", "Firms in which a strike broke out, a year; each stands for several",
          segments("strikes"), points=SUMS,
          caution="none drawn: published counts cover all industries and only what the media report"),
    Chart("How many strikes win?", "Firms, a year; a firm of the model stands for several",
          named(("strikes", "strikes"), ("strikes_won", "strikes won")), points=SUMS,
          caution="none drawn: published counts cover all industries and only what the media report"),
    Chart("How many would strike if others did?", f"% of {JOB}, mean of the year",
          named(("ready_to_strike", "ready to strike")), "%", 100.0, MEANS),
    Chart("How many hours are lost to strikes?", "% of standard hours, mean of the year",
          named(("hours_lost", "hours lost")), "%", 100.0, MEANS),
    Chart("Who bargains for workers?", f"% of {JOB}",
          named(("union_coverage", "elected representatives"), ("captured_coverage", "union under management")), "%",
          100.0),
    Chart("How much of value added goes to labour?", "Wages due and employers' insurance, % of value added",
          segments("labour_share"), "%", 100.0, MEANS),
    Chart("How do cities answer unrest?", "Relative to a city at rest (1), mean of cities by workers, each December",
          named(("enforcement_response_to_unrest", "inspections"), ("repression", "force"),
                ("complaints", "complaints"))),
    Chart("What else do people protest about?", "Protests a year in the model's cities",
          named(("school_protests", "school places"), ("platform_protests", "riders' pay")), points=SUMS),
)  # fmt: skip

FIRMS = (
    Chart("Who makes a profit?", "Profit after interest, depreciation, fines and tax, % of sales; mean of the year",
          segments("profit_margin"), "%", 100.0, MEANS),
    Chart("How productive is an hour?", "Yuan of value added an hour at prices of the first month; mean of the year",
          segments("productivity"), points=MEANS),
    Chart("Whose prices are squeezed?", "Price of what is sold, 1: prices of the first month; mean of the year",
          segments("price_index"), points=MEANS),
    Chart("How many firms fail and begin?", "Firms of the model a year",
          named(("failures", "failures"), ("entries", "entries")), points=SUMS),
    Chart("What does growth come from?", "% a year; value added, capital, hours, and what neither explains",
          named(("growth_output", "value added"), ("growth_capital", "capital"), ("growth_hours", "hours"),
                ("growth_tfp", "productivity")), "%", 100.0),
    Chart("Where does technology come from?", "% that each adds to productivity; mean of workers, mean of the year",
          named(("automation", "automation"), ("specific_human_capital", "training"),
                ("own_innovation", "own research"), ("imitation", "copied and bought")), "%", 100.0, MEANS),
    Chart("Whose cars are made here?", "% of cars made here, mean of the year; * of cars ordered",
          named(("joint_venture_car_share", "foreign badge"), ("independent_car_share", "Chinese badge"),
                ("new_energy_share", "new energy*")), "%", 100.0, MEANS, top=100.0,
          caution="numbers of cars follow from assumed prices of the badges"),
    Chart("Who keeps the value of electronics made here?", "% of the value added of the IT chain, mean of the year",
          named(("value_added:brands/it", "Chinese brands"),
                ("value_added:contract_manufacturer/it", "contract makers"),
                ("value_added:component_maker/it", "component makers")), "%", 100.0, MEANS),
)  # fmt: skip

REGIONS = (
    Chart("In which regions are the jobs?", "with a job, by group of cities", regions("employment"), is_people=True,
          points=MEANS),
    Chart("How far apart is pay between regions?", f"Yuan a month, mean of the year; {JOB}", regions("earnings"),
          points=MEANS),
    Chart("Do jobs and plants go inland?", "% of jobs, * of plants",
          named(("jobs_inland", "jobs inland"), ("plants_inland", "plants inland*"),
                ("jobs_periphery", "jobs around car cities")), "%", 100.0),
    Chart("Where is labour law enforced?", "Inspections relative to the national rate (1), mean over jobs, by year",
          regions("enforcement_effort"), points=MEANS),
    Chart("How polluted is it where people work?",
          "Pollution of air and water, 1: mean of cities in January 2006; mean of the year",
          regions("pollution"), points=MEANS),
    Chart("How dirty is a unit of output?", "Emissions a unit of output; 1 is the mean emission intensity",
          named(("emission_intensity", "both chains")), points=MEANS),
    Chart("Do people push back, and do plants stand still?", f"% of {JOB} in a city that protests over pollution; "
          "* of the month stopped by smog",
          named(("pollution_protests", "protests"), ("smog_shutdown", "standstill*")), "%", 100.0, MEANS),
    Chart("What do land and homes cost?", "1: January 2006; land at constant prices, homes relative to incomes",
          named(("land_price", "industrial land"), ("property_price", "homes"))),
)  # fmt: skip


REGIMES = (
    Chart("How many jobs are pockets, how many market despotism?",
          "% of jobs. H: miss half or more of the basic labour standards, in any plant",
          tuple(Line(name, look) for name, look in REGIME_LINES.items()), "%", 100.0,
          caution="none published for these jobs. H = despotism + low road"),
    Chart("Who rules: state, network or market?", "% of jobs, by the firm's owner, brand, links and control",
          named(("order_state", "state capitalism"), ("order_network", "network capitalism"),
                ("order_despotic", "market-despotic"), ("order_arms_length", "arm's-length")), "%", 100.0),
    Chart("Which labour standards do jobs miss?", "% of jobs with a deprivation in each of five dimensions",
          named(("deprived_in_working_time", "working time"), ("deprived_in_pay", "pay"),
                ("deprived_in_overtime_pay", "overtime pay"), ("deprived_in_contract", "contract"),
                ("deprived_in_insurance", "insurance")), "%", 100.0, top=100.0),
    Chart("How deep is deprivation, and where?", "Adjusted headcount ratio M0 = H x mean score of the multiply "
          "deprived", segments("adjusted_deprivation")),
)  # fmt: skip
