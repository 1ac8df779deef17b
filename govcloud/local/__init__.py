"""The embedded cloud and its lab hosts: for the tour, the tests and training."""
