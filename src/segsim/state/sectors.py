"""Who pays whom? The social accounting matrix of the month: every item once, with who pays, who gets, and what it is.

In words. A sector is one of six that hold money. An account is a group within a sector: workers by segment, firms (and
so their owners) by segment and by whether the state has a hand in them, social insurance apart from the centre, and the
world outside as final buyers, owners and the rest. Each item goes from one party to another; a party is a set of
accounts. An item belongs to one block:
  production      what is sold and bought: its sum over all but final buyers and the rest of the world is value added
  distribution    who gets value added: workers, social insurance, governments, banks, those who sell services; what is
                  left is profit. Sums to zero with what firms pay
  redistribution  what is then passed on: contributions, benefits, back pay, claims lost, grants, land. Sums to zero
  use             spending of households and cities;  capital  building and machines
  finance         loans, dividends, bills paid late: one form of wealth for another

Use. A new item is one line here; `transfer` (state/money.py) does the rest. Where no money moves (wages due and not
paid, claims lost, capital used up) the item says so, and `book` enters it.

Source of the form: Godley and Lavoie (2007), Monetary Economics; Pyatt and Round (1979) on social accounting matrices;
blocks as in the System of National Accounts, edition of 2008 (all recalled). It takes taxes and fines for
redistribution: here they stand in the first block, so that profit is profit after tax.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np

from segsim.plumbing.tables import Column, Table
from segsim.state.firms import Firms

f8 = np.float64

SECTORS = ("workers", "firms", "cities", "centre", "bank", "abroad")
WORKERS, FIRMS, CITIES, CENTRE, BANK, ABROAD = range(len(SECTORS))
_OF_WORKERS, _OF_FIRMS, _OF_CITIES, _OF_CENTRE, _OF_BANK, _OF_ABROAD = range(len(SECTORS))  # where names clash below


class Account(IntEnum):
    """A group within a sector; its row in the table is `row`."""

    sector: int
    meaning: str

    def __new__(cls, code: int, sector: int, meaning: str) -> Account:
        """One account with its number and sector."""
        account = int.__new__(cls, code)
        account._value_, account.sector, account.meaning = code, sector, meaning
        return account

    # Workers: the first six as in codes.Segment, so that an employer's segment is the account of its people.
    WORKERS_CORE = 0, _OF_WORKERS, "people employed in the core"
    WORKERS_CONTRACT_MANUFACTURER = 1, _OF_WORKERS, "people employed by contract manufacturers"
    WORKERS_SUPPLIER = 2, _OF_WORKERS, "people employed by auto suppliers"
    WORKERS_COMPONENT_MAKER = 3, _OF_WORKERS, "people employed by component makers"
    UNEMPLOYED = 4, _OF_WORKERS, "people in a city without a job"
    COUNTRYSIDE = 5, _OF_WORKERS, "people at home in the countryside"
    RIDERS = 6, _OF_WORKERS, "people who ride for a platform"
    # Firms: by segment, private first, then those in which the state has a hand.
    CORE_PRIVATE = 7, _OF_FIRMS, "firms of the core and their owners, private and foreign"
    CORE_STATE = 8, _OF_FIRMS, "firms of the core and their owners, joint ventures and state"
    CONTRACT_MANUFACTURER_PRIVATE = 9, _OF_FIRMS, "contract manufacturers and their owners, private and foreign"
    CONTRACT_MANUFACTURER_STATE = 10, _OF_FIRMS, "contract manufacturers and their owners, joint ventures and state"
    SUPPLIER_PRIVATE = 11, _OF_FIRMS, "auto suppliers and their owners, private and foreign"
    SUPPLIER_STATE = 12, _OF_FIRMS, "auto suppliers and their owners, joint ventures and state"
    COMPONENT_MAKER_PRIVATE = 13, _OF_FIRMS, "component makers and their owners, private and foreign"
    COMPONENT_MAKER_STATE = 14, _OF_FIRMS, "component makers and their owners, joint ventures and state"
    FIXED_CAPITAL = 15, _OF_FIRMS, "capital used up"
    CITIES = 16, _OF_CITIES, "city governments"
    CENTRE = 17, _OF_CENTRE, "central government without social insurance"
    SOCIAL_INSURANCE = 18, _OF_CENTRE, "social insurance fund"
    BANK = 19, _OF_BANK, "the bank"
    BUYERS = 20, _OF_ABROAD, "final buyers of goods and of riders' services, at home and abroad"
    OWNERS = 21, _OF_ABROAD, "owners as those who get dividends and put money into new firms"
    REST_OF_WORLD = 22, _OF_ABROAD, "all others outside: sellers of materials and services, shops, buyers of land"

    @property
    def row(self) -> int:
        """Its row in the table, below those of the sectors."""
        return len(SECTORS) + int(self)


OUTSIDE = (Account.BUYERS, Account.REST_OF_WORLD)  # what they sell and buy is no value added of the model's people


class Party(Enum):
    """Who may pay or get an item: accounts of one sector, and what tells them apart."""

    FIRMS = _OF_FIRMS, Account.CORE_PRIVATE, 8, (Firms.market, Firms.owner)
    STAFF = _OF_WORKERS, Account.WORKERS_CORE, 4, (Firms.market,)  # the people of each firm
    PEOPLE = _OF_WORKERS, Account.WORKERS_CORE, 7, ()  # whoever pays says who is who
    RIDERS = _OF_WORKERS, Account.RIDERS, 1, ()
    COUNTRYSIDE = _OF_WORKERS, Account.COUNTRYSIDE, 1, ()
    FIXED_CAPITAL = _OF_FIRMS, Account.FIXED_CAPITAL, 1, ()
    CITIES = _OF_CITIES, Account.CITIES, 1, ()
    CENTRE = _OF_CENTRE, Account.CENTRE, 1, ()
    SOCIAL_INSURANCE = _OF_CENTRE, Account.SOCIAL_INSURANCE, 1, ()
    BANK = _OF_BANK, Account.BANK, 1, ()
    BUYERS = _OF_ABROAD, Account.BUYERS, 1, ()
    OWNERS = _OF_ABROAD, Account.OWNERS, 1, ()
    REST_OF_WORLD = _OF_ABROAD, Account.REST_OF_WORLD, 1, ()

    def __init__(self, sector: int, first: Account, accounts: int, told_by: tuple[Column, ...]) -> None:
        self.sector, self.accounts, self.told_by = sector, accounts, told_by
        self.rows = slice(first.row, first.row + accounts)


class Block(Enum):
    """What kind of flow an item is."""

    PRODUCTION = "production"
    DISTRIBUTION = "distribution"
    REDISTRIBUTION = "redistribution"
    USE = "use"
    CAPITAL = "capital"
    FINANCE = "finance"


@dataclass(frozen=True)
class Route:
    """Who pays an item to whom, in which block, and whether money moves or a claim alone."""

    payer: Party
    receiver: Party
    block: Block
    is_money: bool


class Item(Column):
    """A flow of the matrix: what it is, who pays it to whom, and its block."""

    def __init__(self, meaning: str, payer: Party, receiver: Party, block: Block, is_money: bool = True) -> None:
        super().__init__(f8, "yuan/month", "flow", meaning)
        self.route = Route(payer, receiver, block, is_money)
        self.also_read = tuple(dict.fromkeys((*payer.told_by, *receiver.told_by)))


_P, _MADE, _SHARED, _PASSED = Party, Block.PRODUCTION, Block.DISTRIBUTION, Block.REDISTRIBUTION
_NO_MONEY = False


class Sectors(Table):
    """The accounts of the month: a row a sector (SECTORS), then a row an account (Account); one column an item.

    Receipts are positive, payments negative. A sector's row is the sum of its accounts; every item sums to zero over
    sectors. Over the items that are money, a sector's row is the change of its money. Stocks have rows of sectors only.
    """

    deposits = Column(f8, "yuan", "state", "money of the sector at the end of the last step that moved any", start=0.0)
    opening = Column(f8, "yuan", "state", "money at the start of the month", start=0.0)
    bad_loans = Column(
        f8, "yuan", "state", "loans lost with failed firms since the start; the bank's row, no money moves", start=0.0
    )
    opening_debt = Column(f8, "yuan", "state", "owed by firms to the bank at the start of the month", start=0.0)
    opening_owed = Column(f8, "yuan", "state", "owed by firms to their workers at the start of the month", start=0.0)
    opening_credit = Column(f8, "yuan", "state", "owed to firms by firms at the start of the month", start=0.0)

    sales = Item("final goods bought", _P.BUYERS, _P.FIRMS, _MADE)
    parts = Item("parts bought of firms at home and paid at once", _P.FIRMS, _P.FIRMS, _MADE)
    unpaid_parts = Item("parts delivered whose bill is held back", _P.FIRMS, _P.FIRMS, _MADE, _NO_MONEY)
    imported_parts = Item("parts that nobody made at home", _P.FIRMS, _P.REST_OF_WORLD, _MADE)
    materials = Item("materials and overhead bought from outside", _P.FIRMS, _P.REST_OF_WORLD, _MADE)
    gigs = Item("pay of riders, net of what platforms keep", _P.BUYERS, _P.RIDERS, _MADE)
    rider_contributions = Item("injury insurance of riders, by platforms", _P.BUYERS, _P.SOCIAL_INSURANCE, _MADE)
    rural_income = Item("income earned in the countryside", _P.REST_OF_WORLD, _P.COUNTRYSIDE, _MADE)

    wages = Item("wages, bonus and overtime paid, with wages owed before", _P.FIRMS, _P.STAFF, _SHARED)
    unpaid_wages = Item("wages due less wages paid", _P.FIRMS, _P.STAFF, _SHARED, _NO_MONEY)
    employer_contributions = Item("employers' social insurance paid", _P.FIRMS, _P.SOCIAL_INSURANCE, _SHARED)
    unpaid_contributions = Item(
        "employers' social insurance due less what is paid", _P.FIRMS, _P.SOCIAL_INSURANCE, _SHARED, _NO_MONEY
    )
    tax = Item("profit tax", _P.FIRMS, _P.CITIES, _SHARED)
    rebates = Item("tax handed back", _P.CITIES, _P.FIRMS, _SHARED)
    fines = Item("fines to the state", _P.FIRMS, _P.CITIES, _SHARED)
    awards = Item("awards of cities to firms", _P.CITIES, _P.FIRMS, _SHARED)
    relocation_subsidies = Item("what cities pay to plants that come", _P.CITIES, _P.FIRMS, _SHARED)
    upgrading = Item("public money for training and research of firms", _P.CENTRE, _P.FIRMS, _SHARED)
    interest = Item("interest on loans", _P.FIRMS, _P.BANK, _SHARED)
    training = Item("training bought from schools outside", _P.FIRMS, _P.REST_OF_WORLD, _SHARED)
    research = Item("research of firms' own, bought from laboratories outside", _P.FIRMS, _P.REST_OF_WORLD, _SHARED)
    royalties = Item("technology bought from foreign parents", _P.FIRMS, _P.REST_OF_WORLD, _SHARED)
    moving = Item("hauliers and builders of plants that move", _P.FIRMS, _P.REST_OF_WORLD, _SHARED)
    depreciation = Item("capital used up", _P.FIRMS, _P.FIXED_CAPITAL, _SHARED, _NO_MONEY)

    contributions = Item("workers' own social insurance", _P.STAFF, _P.SOCIAL_INSURANCE, _PASSED)
    compensation = Item("work-injury benefits of social insurance", _P.SOCIAL_INSURANCE, _P.STAFF, _PASSED)
    rider_benefits = Item("injury benefits of riders", _P.SOCIAL_INSURANCE, _P.RIDERS, _PASSED)
    liability = Item("what employers pay to the injured without cover", _P.FIRMS, _P.STAFF, _PASSED)
    back_pay = Item("back pay ordered by inspectors", _P.FIRMS, _P.STAFF, _PASSED)
    school_fees = Item("fees of migrants' children in public schools", _P.PEOPLE, _P.CITIES, _PASSED)
    city_grants = Item("cities' money for machines of firms", _P.CITIES, _P.FIRMS, _PASSED)
    central_grants = Item("the centre's money for machines of firms", _P.CENTRE, _P.FIRMS, _PASSED)
    land_sales = Item("land that cities sell for housing", _P.REST_OF_WORLD, _P.CITIES, _PASSED)
    wages_lost_by_leavers = Item("wages owed to those who leave", _P.STAFF, _P.FIRMS, _PASSED, _NO_MONEY)
    wages_lost_in_closures = Item("wages owed by firms that close", _P.STAFF, _P.FIRMS, _PASSED, _NO_MONEY)
    lost_contributions = Item("employers' insurance never paid", _P.SOCIAL_INSURANCE, _P.FIRMS, _PASSED, _NO_MONEY)
    lost_loans = Item("loans that closed firms leave behind, or forgiven", _P.BANK, _P.FIRMS, _PASSED, _NO_MONEY)
    lost_bills = Item("bills lost by suppliers, or owed to those that close", _P.FIRMS, _P.FIRMS, _PASSED, _NO_MONEY)

    consumption = Item("household spending", _P.PEOPLE, _P.REST_OF_WORLD, Block.USE)
    medical = Item("cost of injuries at work, borne by households first", _P.STAFF, _P.REST_OF_WORLD, Block.USE)
    services = Item("public services bought", _P.CITIES, _P.REST_OF_WORLD, Block.USE)

    investment = Item("capital goods bought from outside", _P.FIRMS, _P.REST_OF_WORLD, Block.CAPITAL)
    used_capital = Item("capital of firms that close, bought by others", _P.FIRMS, _P.FIRMS, Block.CAPITAL)

    loans = Item("new loans", _P.BANK, _P.FIRMS, Block.FINANCE)
    interest_on_debt = Item("interest put on debt: lent and paid in the month", _P.BANK, _P.FIRMS, Block.FINANCE)
    repayments = Item("loans repaid", _P.FIRMS, _P.BANK, Block.FINANCE)
    wages_at_closing = Item("wages owed that closing firms pay", _P.FIRMS, _P.STAFF, Block.FINANCE)
    write_offs = Item("debt that closing firms repay with what they leave", _P.FIRMS, _P.BANK, Block.FINANCE)
    late_bills = Item("bills for parts of months before", _P.FIRMS, _P.FIRMS, Block.FINANCE)
    dividends = Item("profit, and what closing leaves, paid to owners outside", _P.FIRMS, _P.OWNERS, Block.FINANCE)
    bank_payouts = Item("interest and profit that the bank pays on", _P.BANK, _P.OWNERS, Block.FINANCE)
    bank_equity = Item("owners' money put into the bank", _P.OWNERS, _P.BANK, Block.FINANCE)
    equity = Item("owners' money put into new firms", _P.OWNERS, _P.FIRMS, Block.FINANCE)


ITEMS: dict[str, Item] = {column.name: column for column in Sectors.columns() if isinstance(column, Item)}
MATRIX_ROWS = len(SECTORS) + len(Account)
