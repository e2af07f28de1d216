"""Where would a plant rather stand?

In words. Now and then a plant weighs its city against all others: wages and minimum wages, land, tax rebates, how often
inspectors come, nearness to its buyer, and what moving would cost it, less what the other city pays towards it. If it
decides to go, it gives notice; then it lays everybody off, pays for the move, loses some capacity and begins again at
the wages of the new place. A new firm chooses its city in the same way, free of moving costs.

Equations. Logit of scale `taste_scale` over cities r, for plant j; unit margins at today's prices.
  wage_jr   = w_r + (1 - x_j) max(0, MW_r / H0 - w_r),  w_r the market wage, x_j intensity of the
              minimum-wage violation
  margin_jr = P - c - labour_j (wage_jr / wage_j,home - 1) - overhead_j (F_r - F_home) - law_j (q_r - q_home)
  law_j     = penalty that inspectors are expected to find if they come / output, q the inspection rate
  V_jr = ln max(margin_jr, minimum_margin * P) + ln(1 - tax (1 - rebate_r)) - distance_cost * 1[buyer elsewhere] - a_r
         + taste_scale ln(sites_r) - 1[r is not home] cost_j (1 - subsidy_r) / payback
  a_r      <- a_r + capitalisation_rate (mean over plants of the industry of the first terms - a_r), each December
  considers other places: consideration_rate a month, 1/24
  interest_r = jobs x what r's own trial of the year adds to the chances of r, asked of all plants each December

Timing. After prices and wages, whose month it weighs; the move between separations, which empty the plant, and hiring.

Sources. Logit over places: as in migration. Chance to reconsider and moving costs of 6 to 18 months of profit:
evidence/model.md 5.6. Inland plants of contract manufacturers from 2009: recalled.

Choices. a_r: that plants stood on the coast in 2006 although pay was lower inland is taken to show what ports, roads
and suppliers were worth there, so at the start no plant gains on average by moving; later a lasting advantage is taken
up by rents and congestion within some years. So changes move plants, and no city empties for ever. Costs of moving are
drawn plant by plant, higher where more capital is bound, and know no tier. Nearness counts in the choice and costs no
money. Old buyers and suppliers are kept.
"""

from segsim.mechanisms.relocation.moves import consider_places, move_plants, settle_entrants
from segsim.mechanisms.relocation.params import Params

__all__ = ["Params", "consider_places", "move_plants", "settle_entrants"]
