"""The page of the built-in assessment rules: what they ask, what they suggest, what the estimates rest on."""

from __future__ import annotations

from collections.abc import Iterator

from govcloud.cli.wiring.rule_book import RuleBook, rule_book

HEAD = """# The built-in assessment rules

Follows from `govcloud/profiles/*.yaml`; [assessment.md](assessment.md) says how they are used and replaced.
A score of readiness is 100 less the weights: """


def rules_page(note: str) -> str:
    """The whole page."""
    book = rule_book()
    return "\n".join([*_lines(book, note), ""])


def _lines(book: RuleBook, note: str) -> Iterator[str]:
    title, _, rest = HEAD.partition("\n\n")
    yield f"{title}\n\n{note}\n\n{rest}{book.weights}."
    yield "\n## Strategies\n\nThe first that holds is the suggestion; the others that hold are named beside it.\n"
    yield from _table(("strategy", "上云方式", "when", "because", "理由"), book.strategies)
    yield "\n## Readiness\n"
    yield from _table(
        ("code", "severity", "when", "finding", "问题", "remedy", "建议"), book.readiness
    )
    yield "\n## Shared services\n"
    yield from _table(("service", "服务", "words of its name"), book.services)
    yield "\n## Traits that conditions may ask of\n\nUnknown where the inventory does not tell.\n"
    yield from _table(("trait", "kind", "meaning"), book.traits)
    yield "\n## Operators\n\nWhat nobody told is `empty`, `not-equals` to everything, and nothing else.\n"
    yield from _table(("kind", "operators"), book.operators)
    yield "\n## Constants of the effort\n"
    yield from _table(("constant", "value", "unit", "reason"), book.constants)
    yield "\n## Ends of support\n\n`?`: not compared with a published table when it was entered.\n"
    yield from _table(
        ("product", "layer", "version: last day of ordinary fixes (sold fixes until)"), book.endings
    )
    yield "\n## Origins (信创)\n"
    yield from _table(("layer", "domestic", "open source", "foreign"), book.origins)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
