"""What `make` runs with the system's Python: standard library only, never part of the wheel."""
