"""What does a city offer to firms, how hard does it enforce, and who is promoted for it?

In words. Every January cities are scored on growth, revenue, the plants they draw, the absence of strikes, clean air
and what they report. A city that tried another instrument last year (enforcement effort, tax rebate, land discount,
relocation subsidy, minimum-wage aim) keeps the change and goes on in the same direction if it did better than others
and than before; else it takes it back and tries something else. With some chance it copies the best of its province
group instead. Leaders with high scores are promoted; some of their successors bring the instruments of another city.
Cities that own car makers weigh revenue more. The centre sets the weights, may cap what cities give away, and may set a
floor under enforcement.

Equations.
  score_r = growth_weight rank(growth) + revenue_weight (1 + state_holding_weight h_r) rank(revenue growth)
            + investment_weight rank(jobs that plants' wishes bring by its trial, per job)     [change: c_r]
            - unrest_weight rank(strikes) - pollution_weight rank(pollution) + report_weight rank(report)  [level: l_r]
  search      x_r <- x_r + s_r; next year s_r again if c_r - mean c + l_r - last l_r > 0,
              else x_r <- x_r - s_r and a new s_r
              s_r = +-trial_step, in logs, for effort and minimum-wage aim, else +-trial_step_share
  imitation   instruments_r <- instruments_best * exp(noise * N(0, 1)) with probability imitation_probability
  promotion   logistic(promotion_base + promotion_slope * z), z the standardised score
  budget      tax + fines + land sales - rebates - relocation subsidies - services; services are a twelfth of what lies
              above the reserve

Timing. January, before inspection rates and tax are set; the scores are of the year before. Cap, floor and inland
programme hold from the month in which they are turned.

Sources. Tournament of officials: Li and Zhou (2005): promotion rises with growth (evidence/model.md 5.6). Weights,
steps and noise: assumed.

Choices. Leniency is an outcome: nothing in the rules says that effort falls; a city that enforces less is copied and
goes on only where plants, revenue or growth answer. Imitation alone can look like a race to the bottom when it is only
drift (evidence/model.md 9.11): with all weights at zero every trial is kept by the toss of a coin and copies are
random, which is the control. Ranks, not levels: a leader competes with others. What a trial does to plants' wishes is
asked of all plants in December (cities.interest, from relocation): moves themselves are too few to tell a city anything
within a year. No tournament in the burn-in.
"""

from segsim.mechanisms.local_government.budget import buy_services, set_terms
from segsim.mechanisms.local_government.params import Params
from segsim.mechanisms.local_government.tournament import hold_tournament

__all__ = ["Params", "buy_services", "hold_tournament", "set_terms"]
