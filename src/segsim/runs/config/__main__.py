"""`python -m segsim.runs.config` writes what stands in conf/ from the code anew."""

import sys

from segsim.runs.config.conf import write
from segsim.settings.files import conf_folder

for changed_file in write(conf_folder()):
    sys.stdout.write(f"conf/{changed_file}\n")
