"""Why can a column not be set alone? Because a mechanism keeps it in step with others: people, jobs or money would not
add up.
"""

JOBS = "jobs begin and end in mechanisms/matching, which counts them at the firm as well"
MONEY = "money moves by segsim.state.money.transfer, which records both sides"
PEOPLE = "people move in mechanisms/migration.py, and whoever works lives in the city of the firm"
REGISTRATION = "a home changes with the registration, in mechanisms/hukou.py"
CHAIN = "industry, tier and market say one thing, given to a firm when it begins (mechanisms/finance)"
FAILURE = "firms fail and begin in mechanisms/finance, which settles what they owe"
OWED = "what workers are owed and firms owe is booked together in mechanisms/payroll.py"
