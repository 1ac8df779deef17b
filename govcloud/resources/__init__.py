"""Typed classes of the resources that govcloud provisions, for the programs in `stacks/`."""
