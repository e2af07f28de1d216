"""Which rules does a firm break, how deeply, and what does it cost when it is caught?

In words. For each of eight rules a firm weighs what breaking it saves against the expected cost of being caught.
Detection rises with violation intensity, because workers complain, so most firms break rules in part. How easily a firm
is detected differs a great deal between firms: that, and not mean enforcement, spreads violations over firms. Four
rules are kept or broken worker by worker (unpaid overtime, contract, injury and pension cover): intensity is then the
share of workers. The eighth is about emissions: how easily they are detected differs by city and grows with pollution,
and what is saved is owed to the city.

Equations. Intensity x of violation v in firm j, both forms selectable:
  complaints  max_x S x (1 - rho) - d (qhat + qc x) (1 + F) T S x
              x = clip( ((1 - rho) (1 + phi distressed) / (d (1 + F) T) - qhat) / (2 qc), 0, 1 )
  convex      penalty rises with violation intensity squared at a fixed detection rate:
              x = clip( (1 - rho) / (2 (qhat + qc) d (1 + F) T), 0, 1 )
  with S what full violation saves, d = detection_v * detection_multiplier_j, F fine over back pay, T claim_months, rho
  what buyers' audits take away, qhat believed inspection rate, qc complaint slope times voice. As qc -> 0 the first
  form is Ashenfelter and Smith's corner: obey if d qhat (1 + F) T >= 1 - rho.
  caught this month with probability d (q + qc x); then back pay T W goes to workers and F times that to the city,
  W what was withheld.
  expected penalty   = sum of d (qhat + qc x) (1 + F) T W over what is withheld from workers: a part of labour cost
  penalty at a visit = sum of d (1 + F) T W over all that is withheld: what inspections make of a place

Timing. After inspection (beliefs), before hours and wages. Penalties fall on what was withheld last month; what
machines and other places would spare is reckoned after pay.

Sources. Ashenfelter and Smith 1979 (recalled); Labour Contract Law article 85 (fines of 50-100 %); two overtime
violations and the spread of the detection multiplier: evidence/calibration.md R1, R8.

Choices. The parameters detection_* start from the values found there (column K). Penalties drawn by the same formula in
full would take a tenth of the wage bill, thirty times what inspectors recovered in 2006: so only a share
`collection_rate` is collected, and firms fear more than they pay (stopped work, settled cases, lost face cost them
too). At a rate of 1 what they fear is what they pay. Hours over the cap, missing contracts and unsafe work are ordered
to be put right and cost no money here: nothing was withheld.
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
