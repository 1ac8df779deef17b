"""Tables as one HTML file: every row of one filter, sorted and linked without a network."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govcloud.reports.page import page, text
from govcloud.reports.sheets import About, Cell, Sheet

_OPEN_ROWS_MAX = 2_000

_STYLE = """
#find { width: min(40rem, 100%); padding: .5rem .7rem; font: inherit; border: 1px solid var(--line);
  border-radius: .4rem; background: var(--paper); color: inherit; }
summary { cursor: pointer; margin-top: 1.5rem; } summary h2 { display: inline; margin: 0; }
summary .count { color: var(--faint); margin-left: .5rem; }
.scroll { max-height: 85vh; overflow: auto; margin-top: .5rem; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
tr:target { background: var(--shade); outline: 2px solid var(--accent); } nav a { margin-right: 1rem; }
td:nth-child(2) { white-space: nowrap; } td { overflow-wrap: break-word; min-width: 4rem; max-width: 30rem; }
main > div { overflow-wrap: anywhere; }
@page { size: A3 landscape; margin: 1cm; }
@media print { .scroll { max-height: none; overflow: visible; } }
"""

_SCRIPT = r"""
"use strict";
const find = document.getElementById("find"), tables = [...document.querySelectorAll("details.table")];
const opened = new Map(tables.map(one => [one, one.open]));
let known = null;
function rows() {
  known ??= tables.map(one => [one, one.querySelector(".count"),
    [...one.querySelectorAll("tbody tr")].map(row => [row, row.textContent.toLowerCase()])]);
  return known;
}
function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const [one, count, lines] of rows()) {
    let left = 0;
    for (const [row, told] of lines) {
      row.hidden = !words.every(word => told.includes(word)); if (!row.hidden) left++;
    }
    count.textContent = (words.length ? left + " / " : "") + lines.length;
    one.open = words.length ? left > 0 : opened.get(one);
  }
}
function follow() {
  const at = decodeURIComponent(location.hash.slice(1));
  if (at.startsWith("q=")) { find.value = at.slice(2); filter(); find.scrollIntoView(); return; }
  const place = at && document.getElementById(at);
  if (!place) return;
  if (find.value && place.hidden) { find.value = ""; filter(); }
  const table = place.closest("details");
  if (table) table.open = true;
  place.scrollIntoView({ block: "center" });
}
let wait;
find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 120); });
addEventListener("hashchange", follow); follow();
const order = new Intl.Collator("zh", { numeric: true });
for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => {
  const head = button.closest("th"), body = head.closest("table").tBodies[0], at = head.cellIndex;
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const lines = [...body.rows].map(row => [row.cells[at].textContent, row]);
  lines.sort(([x], [y]) => (x === "") - (y === "") || (up ? 1 : -1) * order.compare(x, y));
  body.append(...lines.map(([, row]) => row));
});
"""


def inventory_page(about: About, tables: Sequence[Sheet]) -> bytes:
    """The page; a row of the table `applications` is linked to by its id (`#GD-GSD-008`), from all other tables.

    `#q=WORDS` opens it filtered. A long table stays folded until something in it is looked for.
    """
    facts = "".join(
        f"<div><span class=faint>{text(name)}</span> {text(value)}</div>"
        for name, value in about.lines()[1:]
    )
    links = "".join(
        f'<a href="#table-{text(t.key)}">{text(t.name)} ({len(t.rows):,})</a>' for t in tables
    )
    find = (
        '<p class="noprint"><input id="find" type="search" placeholder="筛选所有表 filter all tables" '
        'aria-label="筛选 filter"></p>'
    )
    ids = {row[1] for table in tables if table.key == "applications" for row in table.rows}
    body = f"<h1>{text(about.title)}</h1>{facts}<nav class=noprint>{links}</nav>{find}"
    body += "".join(_table(table, ids) for table in tables)
    return page(title=about.title, body=body, style=_STYLE, script=_SCRIPT).encode()


def _table(table: Sheet, ids: Collection[Cell]) -> str:
    heads = "".join(
        f'<th scope="col"><button type="button">{text(name)}</button></th>'
        for name in table.headings
    )
    rows = "".join(_row(table, row, ids) for row in table.rows)
    state = " open" if len(table.rows) <= _OPEN_ROWS_MAX else ""
    return (
        f'<details class="table"{state} id="table-{text(table.key)}">'
        f'<summary><h2>{text(table.name)}</h2><span class="count">{len(table.rows)}</span></summary>'
        f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        "</details>"
    )


def _row(table: Sheet, row: Sequence[Cell], ids: Collection[Cell]) -> str:
    own = row[1] if table.key == "applications" else None
    at = f' id="{text(own)}"' if own else ""
    return f"<tr{at}>{''.join(_cell(value, own, ids) for value in row)}"


def _cell(value: Cell, own: Cell, ids: Collection[Cell]) -> str:
    """A cell, which HTML ends by itself; an application's id leads to its row, there to all that is told of it."""
    if value is None:
        return "<td>"
    if not isinstance(value, str):
        return f"<td class=num>{value}"
    shown = text(value)
    if value not in ids:
        return f"<td>{shown}"
    return f'<td><a href="#{"q=" if value == own else ""}{shown}">{shown}</a>'
