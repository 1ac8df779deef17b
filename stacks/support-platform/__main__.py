"""The common support platform. `govcloud stack apply` runs it, and so does `pulumi up`."""

from support_platform_stack.program import main

main()
