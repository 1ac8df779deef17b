"""The landing zone: what all departments share. `govcloud stack apply` runs it, and so does `pulumi up`."""

from landing_zone_stack.program import main

main()
