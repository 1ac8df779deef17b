"""The parts of a department's tenant."""
