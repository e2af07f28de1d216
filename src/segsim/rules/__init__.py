"""What do several mechanisms reckon by? Each shared rule once: pure functions of numbers and columns.

Mechanisms may not import one another, so what two of them need stands here, below them and above state. A rule is
written for one agent and true for whole columns by broadcasting; it changes nothing.
"""
