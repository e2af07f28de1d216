"""Who gets credit, what does debt cost, which firms fail and which begin?

In words. Before payday the bank lends to firms that are short, up to some months of sales, many for state-linked and
few for private ones. Firms pay interest, repay, pay tax and hand profit to owners. A firm that has not paid its wages
in full for some months fails, unless the state saves it: its workers are laid off, its bank and its suppliers lose what
it owes them. New firms take empty places, more where margins are good.

Equations. yuan.
  limit   = credit_multiple * line months of sales (state-linked or private line), or soft_limit if saved
  loan    = min(need, limit - debt), need = wages due and owed + insurance - money
  profit  = sales + subsidies - parts - materials - wages - insurance - outlays - fines - interest - depreciation
  tax     = rate * max(0, profit), a share of it handed back by the city
  fails   after `patience` months of short wages;   entry chance = entry_rate * clip(1 + 10 margin, .2, 2), at half size

Timing. Lending before wages; profit after them; failure and entry at the end of the month.

Sources. Loan limits and late payment: evidence/calibration.md R5 (private .386 months of sales, state-linked 2). Soft
budgets: zombies hold about 10 % of corporate debt (IMF 2017).

Choices. One bank, which creates the money it lends. A bill that exceeds money and limit becomes an overdraft: suppliers
outside are always paid, so the stress falls on workers first and on the bank last.
"""

from segsim.mechanisms.finance.credit import lend, service_debt
from segsim.mechanisms.finance.entry import fail_and_enter
from segsim.mechanisms.finance.params import Params

__all__ = ["Params", "fail_and_enter", "lend", "service_debt"]
