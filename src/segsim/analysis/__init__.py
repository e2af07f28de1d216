"""What do recorded runs say? Reads and compares what was stored: no simulation, no drawing, no Hydra."""
