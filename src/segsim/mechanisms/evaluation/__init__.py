"""Who gets awards, for what, and is it true?

In words. Every January each city shares out a part of its revenue among its firms, and banks shift their lines the same
way: by a score on what firms report (research, growth, jobs), by lottery, or by the score after audits. Managers know
what a reported yuan of research brings. They do a little more of it, and relabel other spending as research as far as
their ties to officials let it pass. Audits strike fakes out and fine them, which deters. City governments over-report
growth too, less so where the centre audits. Beside this there is an unmeasured practice that improves production and
that no metric sees: firms find it and copy it, but the more a reported yuan brings, the less they look.

Equations. Shares of a firm's sales; b yuan of award for a yuan of reported research.
  score        s = weight_research (n + kappa g) + weight_growth max(0, growth) + weight_jobs jobs
  award        of city r's award money M, in proportion to sales times s;   b_r = weight_research M / sum(sales s)
  managers     max V(n) - n + b (n + kappa g) - (fake_cost / 2) g^2, with V = n0 ln n and n0 what it does anyway:
               n* = n0 / (1 - b),   g* = b kappa (1 - audits (1 + fine)) / fake_cost,   kappa = ties * connection *
               (1 - anti_corruption)
  lottery      the same money, in proportion to the sales of those drawn; b = 0
  credit       line + credit_award (award per sales / its mean in the city - 1) months of sales
  cities       reported growth = true growth (1 + o),  o = over_reporting * draw * max(0, 1 - central_audit (1 + fine))
  practice     taken up with chance e^(-distraction b) (discovery + imitation * share in the industry), lost with chance
               option_loss; log TFP rises and falls by option_gain

Timing. Judged in January before the tournament empties the year's sums; paid month by month before wages. What was
reported in the last year is judged; what awards then bring decides what is done and reported in the next.

Sources. Form: evidence/model.md 5.13; Holmstrom and Milgrom 1991 (recalled); relabelling and productivity of real
research: Chen et al. 2021, evidence rd_productivity_effect; over-reporting: evidence nbs_local_gdp_adjustment.

Choices. Awards are linear in the score, so that b is the same for all firms of a city; the notch at a threshold that
Chen et al. study is left out. Faking costs effort and no money. Land is not awarded here. Growth and jobs are reported
truly by firms; only research is relabelled. The year's first awards fall in the second January of the burn-in.
"""

from segsim.mechanisms.evaluation.awards import judge_reports, pay_awards, record_research
from segsim.mechanisms.evaluation.cities import report_growth
from segsim.mechanisms.evaluation.params import Params
from segsim.mechanisms.evaluation.unmeasured import improve_quietly

__all__ = ["Params", "improve_quietly", "judge_reports", "pay_awards", "record_research", "report_growth"]
