"""Which work leaves the core, for suppliers or for agency workers?

In words. Where its own hour grows dear against an hour in the tier below, a core firm gives more of its work to
suppliers, with the materials that belong to it. Beside, firms take part of their people through agencies (dispatch,
劳务派遣): paid less, without bonus, covered less often and first to be laid off. Now and then a worker's status is
settled anew, which is the way into a regular job, and out of one. The law caps the agency share from 2014.

Equations. j firm of the core, k the tier below, o share of its own work given out; * marks what is aimed at.
  o*      = largest * logistic((ln c_j / c_k - first ln c_j / c_k) / scale),  c = base pay an hour (1 + insurance)
  o       <- o + adjustment_rate (o* - o)
  content = A_k / (A_j (1 - o)): units of the tier below with as many hours as a unit of its own takes
  parts   = first parts + (o - first o) content,   inputs saved = (o - first o) content (materials + parts of k)
  wanted agency share d* = demand_j (flexibility + (1 - flexibility) (1 - pay ratio) / (1 - usual pay ratio))
  share aimed at = d* if d* <= cap, else cap + x (d* - cap)
  x       = the intensity at which breaking the rule pays best, at the cost `penalty` and the detection multiplier
            detection_multiplier_j detection_cap: the rule of compliance (rules/penalties.py)
  chance to be an agency worker, for the newly hired and for `conversion` of all others a month:
            clip(share aimed at + gap_correction (share aimed at - share held), 0, 1)
  pay of a regular worker = posted wage / (1 - usual share (1 - usual pay ratio)), of an agency worker that times ratio

Timing. Work and shares before productivity and prices; status after hiring, before terms and pay.

Sources. Equations and scale: evidence/model.md 5.11. Dispatch was 13.1 % of employees in 2011 (evidence
dispatch_share); cap: Interim Provisions on Labour Dispatch of 2014. Lower pay: evidence auto_dispatch_base_gap.

Choices. The gap in labour cost is measured against its own level at the end of the burn-in, so that giving out moves
nothing before costs move. Given-out work keeps its hours and materials: the supplier adds its overhead and margin. The
posted wage is the mean over regular and usual agency workers, so that a world with agency work has the labour cost of
one without. What agencies charge is in the pay ratio.
"""

from segsim.mechanisms.outsourcing.dispatch import choose_dispatch, settle_dispatch
from segsim.mechanisms.outsourcing.params import Params
from segsim.mechanisms.outsourcing.work import outsource_work

__all__ = ["Params", "choose_dispatch", "outsource_work", "settle_dispatch"]
