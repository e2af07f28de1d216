"""Who gets credit, what does debt cost, which firms close and which begin?

In words. Before payday the bank lends to firms that are short, up to some months of sales, many for state-linked and
few for private ones; all lines shrink when it is short of capital. Firms pay interest, the more the more of the line
they have drawn, repay, pay tax and hand profit to owners. A firm closes that owes more than it owns, or cannot pay its
people, for some months; and owners give up a firm that earns too little for its capital, small ones sooner. The state
saves some of its own; debts of those saved, of the largest and of the last of a market are cut, and the bank bears it.
Capital of those that close goes to entrants and rivals at its resale price; workers are paid out of it first, then the
bank, then suppliers. New firms take empty places, more where returns are high or goods are lacking. They are small,
some of them good and most of them not, and learn (mechanism innovation).

Equations. yuan; a month unless said; size s: employment over the mean of all firms.
  limit    = scale * credit_multiple * line months of sales (state-linked or private line), or soft_limit if saved
  scale    = min(1, bank's capital K / (bank_capital_least * loans))
  K       <- K + (1 - bank_cost) interest - loans lost + recapitalisation * max(0, target - K) - max(0, K - target)
  interest = debt (interest + risk_markup min(1, debt / limit)^2)
  loan     = min(need, limit - debt), need = wages due and owed + insurance - money
  profit   = sales + subsidies - parts - materials - wages - insurance - outlays - fines - interest - depreciation
  tax      = rate * max(0, profit), a share of it handed back by the city
  closes     net worth E = money + bills owed to it + resale * capital - debt - wages owed - bills it owes < 0 for
             `insolvency` months, or short wages for `patience` months, or with chance
             exit_hazard s^-size_exponent / (1 + exp((R - least_return) / return_spread)) + base_exit, R the firm's
             return on capital a year less half of its market's; leads do not give up
  kept       s > giant, state-linked with chance soft_budget, or the last least_firms of a market: debt falls by -E
  sold       share min(1, use of the market over planned use) of the capital; the rest is scrapped
  begins     an empty row, with chance entry_rate clip(1 + (R_k - usual R_k) / entry_spread + entry_lack * share of
             orders of the market that nobody foresaw to lack, 0, 6)
  entrant    capacity: mean of its market times a lognormal draw of mean entry_size; log TFP: mean of the common part
             + entrant_tfp + entrant_tfp_sd N(0, 1); violations of a firm drawn for itself; all else of its model

Timing. Lending before wages; profit after them; closing and entry at the end of the month, from the first reported
month on: in the burn-in all are kept.

Sources. Loan limits and late payment: evidence/calibration.md R5 (private .386 months of sales, state-linked 2). Soft
budgets: zombies hold about 10 % of corporate debt (IMF 2017). Grounds of bankruptcy and the rank of wages: Enterprise
Bankruptcy Law of 2007, articles 2 and 113 (recalled). That exit falls with size and productivity, and that entrants
begin low and grow fast: Mao and Sheng (abstract); net entry carried much of growth: Brandt et al. 2012.

Choices. One bank, which creates the money it lends. A bill that exceeds money and limit becomes an overdraft: suppliers
outside are always paid, so the stress falls on workers first and on the bank last. A return is compared with what is
usual in its market over some years, since brands and licences differ; half of a market's return counts for the firm,
lest a bad year empties a tier. Places are rows: what begins is a share of what is empty, so that the number of firms
comes to rest where as many begin as close. A place's customers are those of its model by capacity.
"""

from segsim.mechanisms.finance.credit import lend, service_debt
from segsim.mechanisms.finance.entry import fail_and_enter
from segsim.mechanisms.finance.params import Params

__all__ = ["Params", "fail_and_enter", "lend", "service_debt"]
