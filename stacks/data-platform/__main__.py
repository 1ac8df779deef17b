"""The big-data platform. `govcloud stack apply` runs it, and so does `pulumi up`."""

from data_platform_stack.program import main

main()
