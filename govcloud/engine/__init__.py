"""The drives: they take ports and recipes, and know no library."""
