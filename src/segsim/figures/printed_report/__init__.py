"""Printed report, of one run or of a comparison; the order of the pages stands in report.py."""
