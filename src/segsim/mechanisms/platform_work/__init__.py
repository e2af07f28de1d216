"""Who rides for the platform, and is it a better life?

In words. From about 2013 people in cities spend a growing share of income on orders by app. The jobless, and factory
workers outside the core, weigh riding against what they have: pay an hour for the hours that they would ride, less the
disutility of these hours and of the intensity that the algorithm sets. Riders share the orders, so pay falls as more
ride. The platform keeps a part, more where riders queue for orders and less where they are short. There is no insurance
but a pilot. Who rides is neither unemployed nor employed by a firm, goes on looking at open jobs, and weighs riding
again and again.

Equations. City c; H hours ridden in all, h_i a rider's own, a algorithm intensity, w market wage.
  orders, in hours at usual intensity  O = share * employed * mean earnings / (fee w)
                      share <- share + adjustment_rate (potential_share - share)
  pay an hour         fee w (1 - take) min(a, O / H)
  take rate           take <- take + take_rate_adjustment_rate (take* - take),  in [0, largest],
                      take* = take_rate + take_rate_response (1 - O / (a H))
  value of riding     U_i = ln(pay h_i) - hours_disutility (h_i / H0)^3 - intensity_disutility a
  value of searching  ln(p y_c s_i + (1 - p) minimum_income * rural income),  p as in rules/job_chance.py
  value of a job      ln(earnings_i) - hours_disutility_j + leaving cost
  rides               with logit chance at `taste_scale`: of the jobless and of riders `consideration_rate` choose
                      anew in a month, of factory workers outside the core `consideration_rate_employed`
  injured             with chance hazard h_i a^2: `injury_pay_loss` of the month's pay is lost, unless insured
  disappointed        after six months or more, where U_i in real terms is under what it was at entry
  P(protest)          1 - e^(-protest_rate * disappointed share * (1 - legitimacy) e^(-deterrence * repression))

Timing. The choice comes before separations, so that factory workers who ride quit; pay comes after payroll and before
spending; protest after other unrest.

Sources. Orders, logit and monopsony by the take rate: evidence/model.md 5.15. Three quarters of riders are rural
(evidence rider_rural_share), and a third came from factories (evidence/model.md 5.15). That it is worse than it looked
is a claim of the seed (H35); that it lifts factory pay is the counter-claim (H36). Neither is built in.

Choices. Hours, not persons: each rider has hours of its own, and pay is by the hour. Nobody rides beside a job,
although half of real riders ride for less than four hours a day (evidence rider_share_lt4h). At entry people expect
last month's pay and know the intensity. Customers and the platform belong to the world outside. The platform pays for
insurance, which in law is a pilot. Riding does not enter what a city is worth to a migrant at home.
"""

from segsim.mechanisms.platform_work.choice import choose_platform_work
from segsim.mechanisms.platform_work.params import Params
from segsim.mechanisms.platform_work.riding import pay_platform_workers, protest_of_platform_workers

__all__ = ["Params", "choose_platform_work", "pay_platform_workers", "protest_of_platform_workers"]
