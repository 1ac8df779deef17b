"""Each adapter speaks to one thing outside and is the only room that imports its SDK."""
