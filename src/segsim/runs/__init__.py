"""From what the user turned to an answer: compose, simulate, store, resume, compare.

  config/     from words and conf/ to checked settings; the only importer of hydra
  store/      where runs lie, and by which hashes a stored one is used again
  execute/    from settings to finished runs: one here, or many side by side
  questions/  what is asked of runs, and of what is there
  api.py      the same from Python

Each imports only what stands above it here.
"""
