"""Does the browser write numbers as Python does?"""

from __future__ import annotations

import itertools

from segsim.analysis.numbers import POINTS, change, format_number

VALUES = [0.0, 0.00042, 0.0125, 0.125, 0.0995, 0.473, 1.005, 9.96, 47.3, 99.95, 104.5, 999.6, 1234.5, 12345.0, 2.5e6]


def test_levels(tab):
    for value, sign in itertools.product([*VALUES, *(-value for value in VALUES)], ("", "%")):
        written = tab.page.evaluate("([value, sign]) => segsim.say(value, sign)", [value, sign])
        assert written == format_number(value, "share" if sign else ""), (value, sign)


def test_differences(tab):
    for (mean, half), sign in itertools.product(itertools.product(VALUES, (0.0, 0.0008, 0.24, 19.5, 3e5)), ("", "%")):
        ends = [mean, mean - half, mean + half]
        wanted = change(*ends, "share" if sign else "")
        for value, text in zip(ends, (wanted.mean, wanted.low, wanted.high), strict=True):
            written = tab.page.evaluate("([v, ends, sign]) => segsim.change(v, ends, sign)", [value, ends, sign])
            assert written == text + (POINTS if sign else wanted.unit), (ends, sign)
