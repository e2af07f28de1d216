"""At what price does a supplier sell to the tier above, and who gets the order?

In words. A supplier's price lies between its standard cost and the buyer's outside bid: the best of the tier with the
cost of switching, or an offshore offer; but no bid lies under the variable cost of the best. Prices are indexed to
parts and materials, the rest is bargained anew little by little. Leads sell at outside prices and pass part of their
own cost on. Where the plant of a whole market stands idle, rivals undercut one another, and what a price holds beyond
variable cost shrinks. Competition cases hold the leads that they name to a fair margin over the usual cost of their
market. Buyers split orders by price and size, with size counting less than in proportion, because buyers keep second
sources.

Equations. yuan a unit.
  cost c = v + (overhead + depreciation + wear of machines) / planned use,
           v = b + hourly labour cost / A + abatement and safety - saved,
           b = materials + parts at market price
  outside bid O = max(quartile of v, bid factor * min((1 + switching_cost) * quartile of c,
              offshore_price * c0 * cpi * (1 - price_down)^years))
  supplier   P* = c + beta (O - c) if c < O, else O
  prices     P <- P' + adjustment_rate (P* - P');  P' = P, and P + b - b of last month for suppliers
  lead       ln P* = ln cpi + pass_through (ln c - ln(c0 cpi)) + ln bid factor
  rivalry    P* <- v + left (P* - v) where P* is over v;  left = min(1, U_k / planned use)^price_competition,
             U_k = expected demand / capacity, sums over the market k
  cases      P* <- P* - named max(0, P* - (1 + margin cap) median c), leads only; named is 1 for the named share of the
             leads with the highest P* / c, and the rest of a whole number for the next
  conduct    price power = left (1 - named where the cap binds), 1 where a maker's price is its own choice
  share_j    proportional to customer base * capacity^size (e^quality / P)^price e^(noise N(0,1)), within the principal
             buyer's linked suppliers and on the open orders for parts; final orders are split in brands
  customer base  until the first reported month such that shares without noise are those of the first month; then fixed

Timing. Prices before wages (offers depend on marginal revenue product), standard cost and not realised cost per unit,
which explodes when output is small.

Sources. Nash bargaining with an outside bid: Horn and Wolinsky 1988 (recalled). Contracts that pass on what parts and
materials cost, and not wages: Asanuma 1989 (recalled). Prices between variable cost and what
full plants ask: Kreps and Scheinkman 1983 (recalled). A cap on the cost of others: Shleifer 1985 (recalled). Conduct as
a part of the wedge between price and marginal revenue: Bresnahan 1982 (recalled). Shares in capacity^.7:
evidence/calibration.md R7 and P1: with exponent 1 the cheapest law-breaker takes over its tier within 20 years.

Choices. Nominal anchor: outside prices follow the CPI, otherwise bargaining over nominal product explodes
(evidence/model.md F8). pass_up = false keeps suppliers' prices under the last one that was set freely, with the
inflation since: they may fall and come back. Use is that of the market, not of the firm: a plant that has lost its own
orders cannot undercut full rivals for long, and the orders of a market do not hang on how few firms share them. Cost
that is not variable is sunk and gives way first; nobody sells under variable cost because of rivals. A cap on own cost
would pass wages on in full and punish the efficient; the median does neither.
"""

from segsim.mechanisms.orders.params import Params
from segsim.mechanisms.orders.prices import set_prices
from segsim.mechanisms.orders.split import split_orders

__all__ = ["Params", "set_prices", "split_orders"]
