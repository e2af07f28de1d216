"""How often do inspectors come, whom do they spare, and what do firms expect?

In words. Each city inspects at the national rate times its own effort; large firms are visited more. Firms with ties to
officials, in state hands or important for the city's revenue are partly spared, and others are visited instead.
Enforcement is steady, or comes in campaigns: of each city with the same mean, dated ones of the nation, and those that
a city starts after a disaster, when its officials may be dismissed and their successors take care for a while. In a
campaign some firms that obey are fined as well. Firms learn the rate from what they see, and how much it varies; half
of what they think of that is what they have seen, half what the announced style implies.

Equations. Probabilities a month.
  rate    = the ordered rate; a rise comes about at reform_adjustment_rate a month (central_government), a fall at once
  q_r     = rate * effort_r * response_r * (1 + caution_r) * campaign_r;  response: civil_society
  capture = strength * (w_t * connection * (1 - anti_corruption) + w_r * s / (s + 10) + w_h * in state hands), with
            weights w of ties, revenue and state holding, and s the firm's sales over the mean firm's of its city
  q_jr    = q_r * n_j * (L_j / mean L)^size_exponent, L employment,  n_j = (1 - capture_j) / mean of it over visits
  qhat   <- qhat + (1 - 2^(-1/half_life)) * (q_r n_j - qhat)
  mean   <- mean + a (q_r n_j - mean),  variance <- (1 - a) (variance + a (q_r n_j - mean)^2),  a = 1 / averaging_months
  campaign_r = style_r * (1 + national + disaster_campaigns while a local one lasts)
  style_r: two states in each city by itself, on for campaign_share p of the months in spells of mean campaign_length l;
  on: multiplier m, off: (1 - p m) / (1 - p), so that the mean is 1.
  announced  = (usual rate)^2 (p m^2 + (1 - p m)^2 / (1 - p) - 1), the usual rate q_r n_j without campaigns; steady: 0
  V_j        = 12 (2 l (1 - p) - 1) (w announced + (1 - w) variance), visits a year that a firm cannot foresee: months
               of a campaign come together
  wrong_j    = false_positive_rate * obeyed * (1 - overturn_rate) * false_positive_fine_size * wages

Timing. Before firms choose what to break: a belief updated afterwards would make campaigns act a month late. Events of
a month are answered in the next. What a firm fears for its capital is in investment.

Sources. 5.2 % of employers inspected in 2006 (evidence inspection_coverage); inspection by size: Almeida and Ronconi
(2012); beliefs that fade within two months: Karplus and Wu (2019). Form of campaigns: evidence/model.md 5.3. Capture,
campaigns and dismissals after disasters: claims of Lüthje and McNally 2015; no recourse: How China Bungled
Techno-Development.

Choices. The default rate is that of visits published; what complaints add stands in compliance. Capture is neutral in
the mean: it says who is visited, not how many. The size of a firm is taken relative to its city's mean firm, so that
capture does not depend on how many firms a world has. Anti-corruption breaks ties, not the city's interest in revenue
and holdings. Campaigns after disasters come on top of the mean; the style keeps it. With one chain for the nation a
run's result would hang on a draw or two; campaigns that were national are dated. 2 l (1 - p) - 1 is the long-run
variance of the two-state chain (2 l - 1 for rare campaigns); spells after disasters are taken to be as long. Variance
is about the mean of two years, because a belief that follows within two months would leave little to be surprised by;
of what a style implies a firm knows at once.
"""

from segsim.mechanisms.enforcement.campaigns import campaign_intensity, run_campaigns
from segsim.mechanisms.enforcement.capture import capture_of, shield_firms
from segsim.mechanisms.enforcement.false_positive_fines import fine_compliant_firms
from segsim.mechanisms.enforcement.inspection import in_force, inspect
from segsim.mechanisms.enforcement.params import Params

__all__ = [
    "Params", "campaign_intensity", "capture_of", "fine_compliant_firms", "in_force", "inspect", "run_campaigns",
    "shield_firms",
]  # fmt: skip
