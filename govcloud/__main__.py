"""`python -m govcloud`, and the console script."""

from __future__ import annotations

from govcloud.cli.app import app


def main() -> None:
    """Run the command line."""
    app(prog_name="govcloud")


if __name__ == "__main__":
    main()
