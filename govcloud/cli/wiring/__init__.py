"""Where the rooms meet: the only place that names concrete adapters, each imported when it is first needed."""
