"""The parts of the big-data platform."""
