"""Does a firm build, automate or train?

In words. A firm that expects more orders than it can fill builds: out of its own money beyond a wage bill, then on
credit; state-linked firms take part of it from the bank even where they need not. A firm replaces labour by machines
where they pay back in time, with the firms that find it easiest and pay most first. It trains as far as people stay
long enough for that to pay. Uncertainty about rules and policy makes it wait with building and with machines.

Equations. yuan; ln for what is gained. L: labour cost and expected penalties a month; n: new hires over employment.
  hurdle       beta / (beta - 1), beta = 1/2 - (r - d) / s2 + sqrt(((r - d) / s2 - 1/2)^2 + 2 r / s2)
  s2           sigma0^2 + V x^2 + policy risk of the market: variance a year of what its capital is worth; V that of a
               year's visits (enforcement), x = min(1, (penalty at a visit + wrong fine at a visit) / K), K the
               price of its capacity: what it loses if inspectors come
  build        clip(adjustment_rate ((1 + optimism) E / use - left) + worn, 0, largest_rise left) * base / hurdle,
               left = (1 - depreciation) capacity, base the hurdle at sigma0; no more than money and credit pay for
  automate     up to a* = ln(payback / hurdle * L / employment / price) / automation_cost_slope at a yearly review,
               price = automation_price * cpi * e^(-trend t) * (1 - subsidy) * e^(automation_cost_sd N(0, 1))
  wear         automation <- (1 - obsolescence) automation
  machines     M <- (1 - obsolescence) M + what was paid less grants. Taken off profit: their wear of a month,
               obsolescence M. Taken off what is shared as bonus: the return that was asked of them,
               (hurdle / payback - obsolescence) M, so that the last machine that is bought adds nothing to it
  train        share of payroll = training * min(1, worth)^2, at least the levy;  worth = yield / (n + f + r),
               f = human_capital_decay_rate;  firm-specific human capital k <- k (1 - n) (1 - f)
               + yield * share * (1 - k / max_specific_human_capital)

Timing. Training after wages are paid, before profit is reckoned; building and machines at the end of the month, with
what is left. They work from the next month on.

Sources. Pay-back rule: K+S, Dosi et al. (evidence/model.md 5.5). Option value: Dixit and Pindyck 1994 (recalled;
evidence/model.md 5.14). Dearer labour speeds up machines: Hau et al. 2020, Fan et al. 2021. Poaching: Becker 1964
(recalled): nobody pays for skills that others will hire.

Choices. Doubt is about a firm's own capital: who withholds nothing has only a wrong fine to fear from a visit. What
is feared is what compliance weighs (back pay, fine and exposure), one number for both uses, so that no weight of doubt
is left to choose. That visits strike by chance is part of sigma0; V is what firms cannot foresee of their rate. A
higher penalty need not raise doubt, since firms then withhold less. Machines gain by saving hours, so they work through
productivity. They wear out and lose their lead; nothing else ages. Their price is given from outside. What is spent on
them is money and no cost of the month: what wears out is, at the price that was paid. Public money for machines is a
grant and no income, so what it paid for wears out at nobody's cost.
"""

from segsim.mechanisms.investment.capacity import invest
from segsim.mechanisms.investment.machines import automate
from segsim.mechanisms.investment.params import Params
from segsim.mechanisms.investment.training import train

__all__ = ["Params", "automate", "invest", "train"]
