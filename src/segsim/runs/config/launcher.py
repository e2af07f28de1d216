"""How does a sweep reach the runner as a whole? A Hydra launcher that composes every job and hands all of them over.

Hydra's own launchers run one job after another, each with its folder. Here one runner has all configurations at once:
one pool of processes, one progress bar, one table. hydra_plugins/segsim_launcher.py makes it known to Hydra.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hydra.core.config_store import ConfigStore
from hydra.core.utils import JobReturn, JobStatus
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig


@dataclass
class LauncherConf:
    """What Hydra needs to find the launcher: its class."""

    _target_: str = "hydra_plugins.segsim_launcher.SegsimLauncher"


ConfigStore.instance().store(group="hydra/launcher", name="segsim", node=LauncherConf, provider="segsim")


class HandOver(Launcher):
    """Composes every job of a sweep and gives them to the task in one call."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Keep what Hydra hands over, and compose each job once: its sweeper composes all of them as a check first."""
        self.task_function, self.config = task_function, config
        compose, made = hydra_context.config_loader.load_sweep_config, dict[tuple[str, ...], DictConfig]()

        def compose_once(master_config: DictConfig, sweep_overrides: list[str]) -> DictConfig:
            key = tuple(sweep_overrides)
            if key not in made:
                made[key] = compose(master_config, sweep_overrides)
            return made[key]

        hydra_context.config_loader.load_sweep_config = compose_once  # type: ignore[method-assign]  # of this one loader
        self.compose = compose_once

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Compose all jobs, call the task once with the list, report each as done."""
        self.task_function([self.compose(self.config, list(overrides)) for overrides in job_overrides])
        return [JobReturn(overrides=overrides, status=JobStatus.COMPLETED) for overrides in job_overrides]
