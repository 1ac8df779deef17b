"""The parts of the common support platform."""
