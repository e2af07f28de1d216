"""Numbers of segments given to firms, by hand."""

import numpy as np

from segsim.rules.segments import by_segment
from segsim.state.codes import Industry, Tier


def test_each_firm_gets_the_number_of_its_segment():
    industry = np.array([Industry.AUTO, Industry.AUTO, Industry.IT, Industry.IT, Industry.IT])
    tier = np.array([Tier.FIRST, Tier.SECOND, Tier.LEAD, Tier.FIRST, Tier.THIRD])
    assert by_segment(industry, tier, 1.0, 2.0, 3.0).tolist() == [1.0, 3.0, 1.0, 2.0, 3.0]
