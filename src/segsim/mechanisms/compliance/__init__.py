"""Which rules does a firm break, how deeply, and what does it cost when it is caught?

In words. For each of eight rules a firm weighs what breaking it saves against the expected cost of being caught.
Detection rises with violation intensity, because workers complain, so most firms break rules in part. How easily a firm
is detected differs a great deal between firms: that, and not mean enforcement, spreads violations over firms. Four
rules are kept or broken worker by worker (unpaid overtime, contract, injury and pension cover): intensity is then the
share of workers. The eighth is about emissions: how easily they are detected differs by city and grows with pollution,
and what is saved is owed to the city.

Equations. Intensity x of violation v in firm j, both forms selectable; d how easily v is detected in j:
  caught this month  P(x) = 1 - exp(-d (q + qc x)), for fear with the believed inspection rate q, in fact with this
                     month's visit, 0 or 1;  qc complaint slope times voice
  cost if caught     C = award T (1 + F) + K, in months of what full violation saves: F fine over back pay, T
                     claim_months, award the part that is enforced, K cost of exposure
  complaints         max_x x (1 - rho) - C x P(x):  (1 - rho) / C = 1 - exp(-d (q + qc x)) (1 - d qc x), 0 <= x <= 1
  convex             cost rises with violation intensity squared at a fixed detection rate:
                     x = clip( (1 - rho) / (2 C P(1)), 0, 1 )
  with rho what buyers' audits take away, by segment and violation: 1 - (1 - rho) (1 + phi) in distress. As qc -> 0 the
  first form is Ashenfelter and Smith's corner: obey if P C >= 1 - rho.
  d = detection_v * detection_multiplier_j, times 1 + (k - 1) (1 - x_contract) for overtime premia and for both covers:
  workers with a contract can prove the employment, so that contracts are chosen first.
  a firm caught pays back award T W to workers and F times that to the city, W what was withheld.
  expected penalty   = sum of P(x) C W over what is withheld from workers: a part of labour cost
  penalty at a visit = sum of (1 - exp(-d)) C W over all that is withheld: what inspections make of a place

Timing. After inspection (beliefs), before hours and wages. Penalties fall on what was withheld last month; what
machines and other places would spare is reckoned after pay.

Sources. Ashenfelter and Smith 1979 (recalled); Labour Contract Law article 85 (fines of 50-100 %); two overtime
violations and the spread of the detection multiplier: evidence/calibration.md R1, R8. Inspections: evidence EN002;
awards: evidence EN003.

Choices. Back pay and fines in full would take a tenth of the wage bill, thirty times what inspectors recovered in
2006: so a tenth is awarded, and the greater part of what firms fear is the cost of exposure K: work stopped, orders
lost, managers' time, standing with buyers and officials. K is weighed and not booked: it is no fine, and what it costs
in output is not modelled. With K, claim_months and fines carry a tenth of the weight in fear that they had. Missing
contracts are the exception: double pay is claimed by the worker and counts in full, without which the law of 2008
would move nothing. Hours over the cap, missing contracts and unsafe work are ordered to be put right and cost no money
here: nothing was withheld. The levels detection_* of minimum wage, unpaid overtime, contracts and covers are
provisional, to be calibrated anew. Audits differ by what they read: brands look at contract makers' pay slips and let
long hours of the peak pass; hours of the core are on record.
"""

from segsim.mechanisms.compliance.penalties import penalise_violations, reckon_penalties
from segsim.mechanisms.compliance.rules import Params, choose_violations, violation_intensity
from segsim.mechanisms.compliance.terms import draw_terms

__all__ = [
    "Params",
    "choose_violations",
    "draw_terms",
    "penalise_violations",
    "reckon_penalties",
    "violation_intensity",
]
