"""The command line: words in, a call, a view out."""
