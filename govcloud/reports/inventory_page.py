"""The estate as one HTML file: every application with a link of its own, filtered and sorted without a network."""

from __future__ import annotations

from collections.abc import Sequence

from govcloud.reports.page import page, text
from govcloud.reports.sheets import About, Cell, Sheet

_STYLE = """
#find { width: min(40rem, 100%); padding: .5rem .7rem; font: inherit; border: 1px solid var(--line);
  border-radius: .4rem; background: var(--paper); color: inherit; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--accent); }
tr:target { background: var(--shade); outline: 2px solid var(--accent); } nav a { margin-right: 1rem; }
td:nth-child(2) { white-space: nowrap; }
"""

_SCRIPT = """
"use strict";
const find = document.getElementById("find"), count = document.getElementById("count");
const rows = [...document.querySelectorAll("tbody tr")].map(r => [r, r.textContent.toLowerCase()]);
function filter() {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean); let left = 0;
  for (const [row, text] of rows) { row.hidden = !words.every(w => text.includes(w)); if (!row.hidden) left++; }
  count.textContent = left + " / " + rows.length;
}
find.addEventListener("input", filter); filter();
for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => {
  const head = button.closest("th"), body = head.closest("table").tBodies[0], at = head.cellIndex;
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const key = row => row.cells[at].textContent, number = s => s !== "" && !isNaN(s);
  [...body.rows].sort((a, b) => { const x = key(a), y = key(b);
    const d = number(x) && number(y) ? x - y : x.localeCompare(y, "zh"); return up ? d : -d;
  }).forEach(row => body.append(row));
});
"""


def inventory_page(about: About, tables: Sequence[Sheet]) -> bytes:
    """The page; a row of the table `applications` is linked to by its id (`#GD-GSD-008`)."""
    facts = "".join(
        f"<div><span class=faint>{text(name)}</span> {text(value)}</div>"
        for name, value in about.lines()
    )
    links = "".join(
        f'<a href="#table-{text(t.key)}">{text(t.zh)} {text(t.en)} ({len(t.rows):,})</a>'
        for t in tables
    )
    find = (
        '<p class="noprint"><input id="find" type="search" placeholder="筛选 filter" '
        'aria-label="筛选 filter"> <span id="count" class="faint" aria-live="polite"></span></p>'
    )
    body = f"<h1>{text(about.title)}</h1>{facts}<nav class=noprint>{links}</nav>{find}"
    body += "".join(_table(table) for table in tables)
    return page(title=about.title, body=body, style=_STYLE, script=_SCRIPT).encode()


def _table(table: Sheet) -> str:
    heads = "".join(
        f'<th scope="col"><button type="button">{text(name)}</button></th>'
        for name in table.headings
    )
    rows = "".join(_row(table, row) for row in table.rows)
    return (
        f'<h2 id="table-{text(table.key)}">{text(table.zh)} {text(table.en)}</h2>'
        f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(table: Sheet, row: Sequence[Cell]) -> str:
    at = f' id="{text(row[1])}"' if table.key == "applications" else ""
    cells = "".join("<td>" + ("" if value is None else text(value)) + "</td>" for value in row)
    return f"<tr{at}>{cells}</tr>"
