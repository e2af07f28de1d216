"""From what the user turned to a run folder: compose, run, store, resume, summarise. The only importer of hydra."""
