"""Who leaves a job, who looks for one, and who is taken?

In words. Firms with more workers than they want, by more than a band, lay some off, agency workers first; the core
hoards more. Workers quit, more often in a new job, where pay is low against what the city's firms hire at of late,
hours are forced or grievances run high, and when they retire; before Spring Festival some migrants give up the job. The
unemployed, when they search, see a few open jobs in their city; of the employed a small part search; each applies to
the best it sees, and firms take applicants at random up to their open jobs. Core firms admit by skill, and migrants
only with some chance: that chance is the one place where hukou discriminates.

Equations. Chances a month.
  laid off     layoff_rate * excess / employment, excess = max(0, employment (1 - hoarding) - wanted)
  quits        base_quit (h0 + h1 e^(-tenure_i / tau)) (y_i / (s_i^gamma R_c))^(-pay_exponent)
               + hours_quit * forced / H0 + grievance_quit * G_i
  R_c          pay for mean skill w_j (H0 (1 + b_j) + m_j o_j) summed over hires in the city, over hires; both sums are
               smoothed at `reference_memory`
  goes home    festival_leaving in January, if a migrant; a quarter of it in the core
  searches     search_unemployed if unemployed, search_employed if employed or riding for a platform
  value of j   ln(w (H0 (1 + b) + m o) / H0) - hours_disutility_j + bed_j if a migrant + taste_scale * Gumbel;
               hours_disutility from mechanisms/hours.py;
               the taste is drawn with the offer and stays with the job
  accepts      best seen, if employed only where it beats the present job by switching_cost
  admitted     skill >= skill_threshold and, if a migrant, with probability admission_probability, in the core;
               everybody elsewhere

Timing. Separations, then migration, then rounds of search, on this month's offers and vacancies.

Sources. Search on a few vacancies: BAM (4), K+S (10 a quarter). Quits falling in pay: evidence/calibration.md R2.
Search effort: evidence/calibration.md R3. Logit taste: Card et al. 2018. Quits falling in tenure: Farber 1999
(recalled). Labour hoarding: Fay and Medoff 1985 (recalled).

Choices. No matching function: it would hide who meets whom, so neither quit elasticity nor queues by segment could come
out. Vacancies are drawn in proportion to their number. Firms do not rank applicants above the skill threshold. A firm's
row stands for many plants: an open job in the own row is one at another of them, so that a world of few rows has as
many changes of job as one of many. Pay is compared with accepted offers, most of which are outside the core, and not
with the mean of the city, of which the core is a large part: the alternative is what firms now pay to whom they take.
"""

from segsim.mechanisms.matching.params import Params
from segsim.mechanisms.matching.search import search_and_hire
from segsim.mechanisms.matching.separations import separate

__all__ = ["Params", "search_and_hire", "separate"]
