"""The judgements: pure functions of nouns."""
