"""What an import came to is one line, however many files it wrote."""

from __future__ import annotations

from govcloud.ui.tables_import import outcome


def test_many_written_files_are_a_line_and_not_a_page() -> None:
    files = [f"inventory/departments/D{number:02}.yaml" for number in range(48)]
    assert outcome({"written": files[:2]}) == f"written: {files[0]}, {files[1]}"
    assert outcome({"written": files}).endswith(f"{files[4]} and 43 more")
    assert outcome({"written": [], "changes": True}) == "nothing was written"
    assert outcome({"written": [], "changes": False}) == "nothing new"
