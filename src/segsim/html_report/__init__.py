"""The HTML report: one HTML file with charts, tables and numbers that opens without a network. Never simulates."""
