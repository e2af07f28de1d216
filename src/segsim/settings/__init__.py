"""What is one run told? World, months, parameters, what is left out, and the dated changes of levers.

  months.py     a calendar month, and its index
  catalogue.py  every parameter of the world and of the mechanisms, by its path
  dated.py      which value of a lever holds in which month
  files.py      values of conf/<group>/default.yaml, and the dated law of conf/law/
  run.py        Settings: all of it together, checked

This room stands below the model and reads conf/ without Hydra, so that a model made in Python and one composed by
runs/config/ go by one history and one set of values.
"""

from segsim.settings.dated import Change
from segsim.settings.months import Time
from segsim.settings.run import Settings

__all__ = ["Change", "Settings", "Time"]
