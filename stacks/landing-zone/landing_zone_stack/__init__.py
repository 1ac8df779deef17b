"""The parts of the landing zone."""
