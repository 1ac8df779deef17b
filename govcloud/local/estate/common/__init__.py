"""What the stand-ins share: one program, one archive maker, and the words of their seeds."""
