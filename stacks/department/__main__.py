"""A department's tenant. `govcloud stack apply` runs it once for each department, and so does `pulumi up`."""

from department_stack.program import main

main()
