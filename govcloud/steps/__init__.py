"""What can be done to a host."""
