"""A synthetic province: 48 departments and all that they run, invented, and the same on every machine."""
