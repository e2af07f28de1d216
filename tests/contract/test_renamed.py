"""Does somebody who types an old name get the new one, and only that?"""

import pytest

from segsim.cli import COMMANDS
from segsim.indicators import INDICATORS
from segsim.plumbing.errors import unknown
from segsim.plumbing.parameters import parameters
from segsim.plumbing.renamed import RENAMED
from segsim.schedule import MECHANISMS
from segsim.state import TABLES
from segsim.world.size import World

PARAMETERS = {entry.path for name, one in MECHANISMS.items() for entry in parameters(name, one.Params)}
WORLD = {entry.path for entry in parameters("world", World)}
COLUMNS = {column.path for table in TABLES for column in table.columns()}
KNOWN = PARAMETERS | WORLD | COLUMNS | set(INDICATORS) | set(COMMANDS)


@pytest.mark.parametrize("old", RENAMED)
def test_an_old_name_is_gone_and_its_new_one_is_offered(old):
    assert old not in KNOWN
    assert RENAMED[old] in KNOWN
    assert f"did you mean {RENAMED[old]}?" in str(unknown("name", old, KNOWN))
