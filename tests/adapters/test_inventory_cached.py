"""An inventory that was read before is the same when its cache answers, and when its text is parsed in two pieces."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.inventory_parsing import Piece, halves, parsed
from govcloud.adapters.inventory_parts import joined
from govcloud.adapters.inventory_workers import ALONE_BYTES_MAX
from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.errors import InputError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "inventory.yaml"
HEAD = """synthetic: true
departments:
  - {id: GD-GSD, name_zh: 省局, network: 10.1.0.0/16}
partners: []
applications:
"""
ROW = """  - id: GD-GSD-{number:03}
    name_zh: 系统 {number} R&D
    department: GD-GSD
    classified: false
    strategy: RETIRE
    mlps_level: 三级
    live_since: 2014-05-06
    opex_wan_year: 35.5
    notes: |
      - 一行
      # no comment
    # a comment - with a dash
    servers:
      - {{name: h-{number}, address: 172.16.{high}.{low}, disks: [{{name: sda, size_gb: 300}}]}}
"""


def estate(rows: int) -> str:
    return HEAD + "".join(
        ROW.format(number=number, high=number // 250, low=number % 250) for number in range(rows)
    )


@pytest.fixture(params=["small", "large"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "inventory.yaml"
    text = estate(3 if request.param == "small" else 2_000)
    path.write_text(text, "utf-8")
    assert (len(text) > 2 * ALONE_BYTES_MAX) == (request.param == "large")
    return path


def test_a_cache_changes_nothing_of_what_is_read(place: Path, tmp_path: Path) -> None:
    bare = read_inventory(place)
    for _ in range(3):
        found = read_inventory(place, ContentCache(tmp_path / "cache"))
        assert found == bare
        assert found.places == bare.places
        assert found.digest == bare.digest
    assert bare.places["GD-GSD-001"] == ("inventory.yaml", 20)


def test_a_second_reading_needs_neither_yaml_nor_schemas(place: Path, tmp_path: Path) -> None:
    first, second = [
        subprocess.run(
            [sys.executable, "-c", CHILD, str(place), str(tmp_path / "cache")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert "yaml" in first
    assert second == "[]\n"


CHILD = """
import sys
from pathlib import Path
from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.inventory_yaml import read_inventory
assert read_inventory(Path(sys.argv[1]), ContentCache(Path(sys.argv[2]))).applications
print([name for name in ("yaml", "ryaml", "pydantic_core", "govcloud.rules.checks") if name in sys.modules])
"""


def test_every_entry_damaged_is_every_entry_written_again(place: Path, tmp_path: Path) -> None:
    bare = read_inventory(place, ContentCache(tmp_path / "cache"))
    for path in (tmp_path / "cache").glob("*.kept"):
        path.write_bytes(path.read_bytes()[:-1])
    assert read_inventory(place, ContentCache(tmp_path / "cache")) == bare


def test_an_entry_whose_bytes_are_no_part_is_not_believed(place: Path, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    bare = read_inventory(place, cache)
    for path in (tmp_path / "cache").glob("*.kept"):
        for body in (b"", b"sound", b"[\x01\x00\x00\x00N", b"["):
            cache.put(path.stem, body)
            assert read_inventory(place, cache) == bare


def test_a_changed_file_is_read_again(place: Path, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    read_inventory(place, cache)
    place.write_text(
        place.read_text("utf-8").replace("mlps_level: 三级", "mlps_level: 9", 1), "utf-8"
    )
    for _ in range(2):
        with pytest.raises(InputError, match="1 fault") as refusal:
            read_inventory(place, cache)
        assert refusal.value.faults[0].line == 11


def test_a_workspace_that_cannot_be_written_is_read(place: Path) -> None:
    assert read_inventory(place, ContentCache(Path("/proc/cache"))).applications


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1), rows=st.integers(1, 9))
def test_pieces_mean_what_the_whole_means(share: float, rows: int) -> None:
    whole = Piece("f", estate(rows).replace("R&D", "R+D").encode())
    cut = [parsed(piece) for piece in halves(whole, share, least=0)]
    assert joined(part for part in cut if part is not None) == parsed(whole)
    assert None not in cut


@pytest.mark.parametrize(
    "text",
    [
        "applications:\n  - id: 'a\n\n  - id: b'\n  - id: c\n",
        "applications:\n  - &a {id: a}\n  - *a\n",
        "applications:\n  - id: a\napplications:\n  - id: b\n",
        "applications: [{id: a},\n  {id: b}]\n",
        "applications:\n  - id: [a,\n  - b]\n",
        "applications:\n- id: a\nx: 1\n",
        "# applications:\n#  - id: a\n",
        "",
    ],
)
def test_a_text_that_a_cut_would_change_is_not_cut_or_not_readable_in_pieces(text: str) -> None:
    for cut in range(len(text)):
        pieces = halves(Piece("f", text.encode()), cut / len(text), least=0)
        assert len(pieces) == 1 or None in [parsed(piece) for piece in pieces]


def test_a_large_sound_text_is_cut_in_two() -> None:
    pieces = halves(Piece("f", estate(3_000).replace("R&D", "").encode()), 0.5)
    assert [piece.line for piece in pieces] == [0, pieces[0].content.count(b"\n") - 1]
    assert len(pieces) == 2
