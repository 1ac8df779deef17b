"""`python -m govcloud`, and the console script."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from govcloud.cli.wiring.answers import answered


def main() -> None:
    """Run the command line."""
    # the schemas of options have no plug-ins; to look for some takes longer than most commands
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        answered(sys.argv[1:], _run)
    except OSError as error:
        # help and versions are shown before there is a command whose errors are told
        if (refused := import_module("govcloud.ui.unheard").as_sentence(error)) is None:
            raise
        sys.stderr.write(f"error: {refused.message}\n")
        raise SystemExit(refused.exit_code) from None


def _run() -> None:
    import_module("govcloud.cli.app").app(prog_name="govcloud")


if __name__ == "__main__":
    main()
