"""Makes segsim's launcher known to Hydra, which looks for plugins in the namespace package hydra_plugins."""

from segsim.runs.config.launcher import HandOver


class SegsimLauncher(HandOver):
    """The launcher of segsim; chosen by conf/config.yaml."""
