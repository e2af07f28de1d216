"""How much does production pollute, and who pushes back?

In words. Making things lets out pollutants, less of them where productivity is higher and where firms abate. Abatement
is a duty that firms obey in part, like the rules of labour law: the intensity of the violation comes from the expected
penalty (mechanism compliance). Pollution gathers in each city's air and water, and part of it drifts to other cities.
Where it is thick, neighbours complain, so that offences are seen more easily, and now and then they protest; above a
threshold plants must stand still on days of smog alert. A city that lives on its state-linked car makers looks away.
Large cities ration plates of combustion cars, and the centre pays buyers of new-energy cars.

Equations.
  emissions    E_j = intensity_m (A_m / A_m0)^-productivity_elasticity Q_j (1 - abatable_share (1 - x_j)),
               x_j violation intensity
  abatement    cost_j = abatement_price intensity_m cpi ((1 - x_j) - mean of the first month)   yuan a unit: the mean
               of the first month is in materials already
  pollution    S_r <- S_r + a (E*_r - S_r),  E*_r = ((1 - drift) E_r + drift mean E) / mean E of the first month,
               a = pollution_adjustment_rate
  monitoring   W_r <- W_r + monitoring_adjustment_rate (W*_r - W_r),
               W*_r = emission_enforcement (1 - state_holding_leniency h_r) (1 + complaint_response max(0, S_r - 1)),
               h_r state holding
  protest      P = 1 - exp(-protest_rate max(0, S_r - tolerated_pollution)^2 e^(1 - repression_r)); each raises W and
               salience
  smog shutdown  share of the month = min(largest_shutdown, shutdown_days / 30 max(0, S_r - smog_threshold))
  plates       quota_s, a share of the wishes for a first plate on their trend; what that is in cars: mechanism brands

Timing. Quotas, monitoring and smog shutdowns first, by last month's pollution; abatement is paid for after firms have
chosen their violations and before prices; emissions follow output; protest comes with the other unrest.

Sources. Form: evidence/model.md 5.12. Plates and subsidies: conf/law/history.yaml, mostly recalled. That central
pressure cuts emissions and that the effect fades: Karplus and Wu 2019; Jia and Chen 2019.

Choices. One pollutant stands for all, and 1 is what a city had at the start: no level can be laid beside measurements.
Fines for emissions are drawn with those of labour law (mechanism compliance). Only the cars of the model's own makers
are rationed; owners' driving does not pollute here. Plate limits of other cities (Tianjin, Hangzhou, Guiyang) are left
out: quota_elsewhere holds for all large cities beside the four at once, wherever the model's cities are.
"""

from segsim.mechanisms.environment.cars import limit_cars
from segsim.mechanisms.environment.emissions import abate, emit
from segsim.mechanisms.environment.monitoring import monitor_emissions, protest_over_pollution
from segsim.mechanisms.environment.params import Params

__all__ = ["Params", "abate", "emit", "limit_cars", "monitor_emissions", "protest_over_pollution"]
