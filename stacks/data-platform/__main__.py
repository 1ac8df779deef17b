"""The big-data platform. `govcloud stack apply` runs it, and so does `pulumi up`."""

from lake_stack.program import main

main()
