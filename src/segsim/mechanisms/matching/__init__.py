"""Who leaves a job, who looks for one, and who is taken?

In words. Firms with too many workers lay some off; workers quit, more often where pay is low against the city's, hours
are forced or grievances run high, and when they retire. The unemployed, when they search, see a few open jobs in their
city; of the employed a small part search; each applies to the best it sees, and firms take applicants at random up to
their open jobs. Core firms admit by skill, and migrants only with some chance: that chance is the one place where hukou
discriminates.

Equations. Chances a month.
  laid off     layoff_rate * excess workers / employment, agency workers first
  quits        base_quit * (y_i / y_city)^(-pay_exponent) + hours_quit * forced / H0 + grievance_quit * G_i
  searches     search_unemployed if unemployed, search_employed if employed or riding for a platform
  value of j   ln(w (H0 (1 + b) + m o) / H0) - hours_disutility_j + bed_j if a migrant + taste_scale * Gumbel;
               hours_disutility from mechanisms/hours.py;
               the taste of a worker for a firm is drawn once: the present job has its own
  accepts      best seen, if employed only where it beats the present job by switching_cost
  admitted     skill >= skill_threshold and, if a migrant, with probability admission_probability, in the core;
               everybody elsewhere

Timing. Separations, then migration, then rounds of search, on this month's offers and vacancies.

Sources. Search on a few vacancies: BAM (4), K+S (10 a quarter). Quits falling in pay: evidence/calibration.md R2.
Search effort: evidence/calibration.md R3. Logit taste: Card et al. 2018.

Choices. No matching function: it would hide who meets whom, so neither quit elasticity nor queues by segment could come
out. Vacancies are drawn in proportion to their number. Firms do not rank applicants above the skill threshold.
"""

from segsim.mechanisms.matching.params import Params
from segsim.mechanisms.matching.search import search_and_hire
from segsim.mechanisms.matching.separations import separate

__all__ = ["Params", "search_and_hire", "separate"]
