"""How much is made, and with how many hours?

In words. Goods are made to order, from the top of the chain down: what a tier makes this month is what it orders from
the tier below. A firm runs the overtime that its orders need, up to its limit. Linked parts come just in time: a buyer
whose own supplier is out for longer than its stock lasts stands still in the same month. Where a supplier is replaced
it takes less time in a cluster of the industry. Foreign brands place most orders with standing accounts. Parts of the
open market come later: what nobody delivered, home or abroad, is taken from stocks, and once these are used up all
buyers of the market stand still in the next month. Imports under contract follow what home suppliers usually fail to
make, and a part of open orders goes abroad by choice.

Equations. Units a month; j a supplier, i its principal buyer, k a market.
  A = e^(log TFP + automation + firm-specific human capital) * effort / (1 - outsourced)
  Q = min(D, capacity (1 - power cut) (1 - smog shutdown), A w (H0 S + o T))
  o = clip((D / (A w) - H0 S) / T, 0, limit)
  w_i = (1 - lost_i) (1 - halt_i)                                                 lost: share of hours lost to a strike
  out_j = days * (1 - (1 - lost_j) (1 - outage_j)); at least switch_days (1 - cluster_relief * cluster_i) if
          it moves or closed last month
  outage_j = max(0, 1 - capacity that runs / min(expected demand, capacity))
  halt_i = max(max over j of max(0, out_j - buffer_i) * specificity_j, missing of the market below - buffer_i) / days
  specificity_j = 1 for critical parts (criticality < critical_share), else its share of the buyer's linked orders
  export orders of a contract maker = export_contracts * account_j (contracted) + (1 - export_contracts) * open share_j,
        of final demand
  parts wanted = parts_per_unit * Q, of which linked_orders goes to linked suppliers
  m_k = import_share * (home price / import price)^substitution of open orders goes abroad by choice; import price =
        first price * cpi * (1 + import_markup)
  gap_k = (home orders - output) / home orders;  emergency imports = max(0, gap_k - contracted_k) * home orders
  missing_k <- max(0, min(missing_k, buffer of its buyers) + days * (gap_k - contracted_k))         days: 21.75
  contracted_k <- contracted_k + (gap_k - contracted_k) / lead_time
  expected demand <- E + smoothing (D' - E), D' the orders that would have come had nobody been halted

Timing. After hiring. Parts follow the real output of the tier above, not its plan. Strikes were decided at the end of
last month, so the days that each supplier is out are known before anybody works. Until the first reported month
(burn-in) total productivity holds: log TFP takes up whatever machines, training and effort bring.

Sources. Leontief in the month, substitution by investment (evidence/model.md 5.5). Specific inputs carry shocks to
customers: Barrot and Sauvagnat 2016. Imports: Armington 1969 (recalled).

Choices. No stock of goods but the days of parts that a buyer holds. Stocks of open parts are kept by market: a month's
gap alone is mostly the noise of orders, which in a small world would stop every line. Skill enters hours in efficiency
units. Halted workers are paid: they did not strike. Expected demand leaves halts out, else a week's strike cuts its own
orders for months. Critical parts are drawn once for first-tier suppliers of cars (engines, gearboxes, axles);
electronics are assembled from modules that several make, so that a contract maker is worth its share of the brand's
orders. An outage is measured against what a supplier needs to run: a power cut that takes idle capacity stops nobody.
"""

from segsim.mechanisms.production.params import Params
from segsim.mechanisms.production.run import produce, set_productivity

__all__ = ["Params", "produce", "set_productivity"]
