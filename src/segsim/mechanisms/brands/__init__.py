"""Which maker's product do final buyers choose?

In words. A car buyer first chooses between a foreign badge (joint ventures) and a Chinese one (independents), then a
maker. Better products, lower prices and a preference for the foreign badge count. Some buyers take a new-energy car,
made by new-energy makers: the more, the better the technology, the higher the subsidy, the scarcer the plates. Where a
city gives out a number of plates, who replaces a car keeps the old one. Others apply: they get a plate, register the
car in a town without limit, or wait with those refused before; some give up in time, and of these some take a
new-energy car, which needs no plate, after all. Idle foreign capacity comes in through joint ventures: kits in place of
parts made here, offers under the price, and lower prices for all. Independents that may use a joint venture's
technology copy it (mechanism innovation). Chinese brands of electronics sell to households and telecom groups, who
prefer brands with ties to officials, more so in a cluster. Foreign brands leave the contract manufacturers a share of
the price, place most orders with standing accounts that move slowly, and may have engineering done here.

Equations. Logs; badge b, maker j of badge b, K capacity, P price, q quality, o imported overcapacity.
  maker    share_j|b ~ a K^size (e^q / P)^price e^(noise N(0,1)), with size, price, noise and the customer base a of
           orders
  badge    share_b   ~ (mean of e^q / P at b * e^preference)^price_elasticity;  preference of foreign badges:
           foreign_preference + kit_discount o;  0 of Chinese badges
  quality  q <- q + adjustment_rate (perceived_share * lead in TFP + perceived_own_share * lead in own innovation - q),
           over market means
  new energy  n0 = 1 / (1 + e^-(appeal - new_energy_price_elasticity ln(1 - subsidy))); appeal grows by
           new_energy_progress a year
  plates   of scheme s, cars a month; W cars wished in the country, b_s buyers' share, Q_s quota, q_s who wait
           first    w_s = b_s W f,  f = first_car_share e^-(first_car_decline years): who has no plate yet
           plates   S_s = Q_s w_s T / (W / gdp);  no limit at Q_s = 1;  T <- T + quota_adjustment_rate (W / gdp - T)
           choice   n_s = 1 / (1 + e^-(ln(n0 / (1 - n0)) + plate_value (1 - win_s))),
                    win_s = min(1, S_s / (w_s (1 - n0) + q_s));  asked once, when the wish is new
           lot      a_s = w_s (1 - n_s) + q_s applicants, p_s = min(1, S_s / a_s) of them served
           refused  r_s = w_s (1 - n_s) (1 - p_s), for the first time;  away: registered_elsewhere r_s
           waiting  v_s = q_s (1 - p_s) + r_s - away_s;  dropout v_s give up, n_s of them for a new-energy car;
                    q_s <- (1 - dropout) v_s
           cars     C = W - sum w_s + sum (w_s n_s + p_s a_s + away_s + n_s dropout v_s);  extra demand C / W - 1
  prices   car prices e^(-pressure o); contract bids ((1 - brand_share) / (1 - first_brand_share))^squeeze
  accounts  a <- a + account_rate (what would be placed anew - a), of makers for foreign brands; a new maker has none
  state purchases  part b = t s / (1 - t + t s) of Chinese electronics, t telecom_share, s state_purchases: shares
             proportional to a K^size (e^q / P)^price e^(local_tie (1 - anti-corruption) connection (1 + cluster))
  electronics  demand of Chinese brands * (1 + telecom_share (state_purchases - 1) + engineering_home - controls)

Timing. What is on offer and who gets a plate stand before demand, by the cars wished a month ago; makers are chosen
after this month's prices. The queue of a scheme begins empty and is served at once when the limit goes.

Sources. Logit over badges and makers, crowding out: Lüthje and McNally 2015 (claims). Shares: evidence
domestic_brand_share, nev_sales. Plates and new energy: evidence/model.md 5.12.

Choices. Units are worth a yuan at first, so shares are of value; independent_car_share counts cars. Choosing the badge
first keeps its share apart from the number of makers. Switched off, final buyers look at size and price alone, and
everybody gets a plate. New-energy makers sell combustion cars too, and their size helps both; where there is none,
independents make them, or else all. Plates are a number: a boom brings more applicants and no more plates. Who waits is
not asked each month whether to take a new-energy car, else all would in a year. Auctions and lotteries are alike: what
a plate costs reaches no maker. That refused money trades up to foreign badges is left out.
"""

from segsim.mechanisms.brands.makers import choose_makers
from segsim.mechanisms.brands.params import Params
from segsim.mechanisms.brands.plates import give_plates
from segsim.mechanisms.brands.products import value_brands

__all__ = ["Params", "choose_makers", "give_plates", "value_brands"]
