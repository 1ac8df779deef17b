"""A drawn graph as one page: move, enlarge, search, follow the arrows of a box; offline, readable without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govcloud.reports.graph_svg import STYLE, svg
from govcloud.reports.page import page, text
from govcloud.rules.picture import Picture

_STYLE = (
    STYLE
    + """
.map { border: 1px solid var(--line); border-radius: 6px; height: 78vh; overflow: hidden; touch-action: none; }
.map svg { width: 100%; height: 100%; cursor: grab; display: block; }
.bar { display: flex; gap: .5rem; flex-wrap: wrap; align-items: center; margin: .75rem 0; }
.bar input { font: inherit; padding: .3rem .5rem; min-width: 16rem; }
.bar button { font: inherit; padding: .3rem .7rem; }
.g-node { cursor: pointer; }
.g-far { opacity: .15; } .g-found .g-box { stroke: var(--bad); stroke-width: 3; }
@media print { .map { height: auto; border: 0; } .map svg { height: auto; } }
"""
)

_SCRIPT = """
(function () {
  var map = document.querySelector('.map svg');
  var base = map.viewBox.baseVal, home = [base.x, base.y, base.width, base.height], view = home.slice();
  var nodes = [].slice.call(map.querySelectorAll('.g-node'));
  var arrows = [].slice.call(map.querySelectorAll('.g-arrow[data-from]'));
  var said = document.getElementById('found');
  var place = map.getBoundingClientRect(), tall = view[2] * place.height / place.width;
  if (tall < view[3]) { view[3] = tall; }
  function show() { map.setAttribute('viewBox', view.join(' ')); }
  function scale() {
    var box = map.getBoundingClientRect();
    return Math.max(view[2] / box.width, view[3] / box.height);
  }
  function zoom(factor, x, y) {
    var wide = Math.min(Math.max(view[2] * factor, 80), home[2] * 4), by = wide / view[2];
    view = [x - (x - view[0]) * by, y - (y - view[1]) * by, wide, view[3] * by];
    show();
  }
  function at(event) {
    var point = map.createSVGPoint();
    point.x = event.clientX; point.y = event.clientY;
    return point.matrixTransform(map.getScreenCTM().inverse());
  }
  function middle(factor) { zoom(factor, view[0] + view[2] / 2, view[1] + view[3] / 2); }
  map.addEventListener('wheel', function (event) {
    event.preventDefault();
    var p = at(event);
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, p.x, p.y);
  }, { passive: false });
  var held = null, moved = false;
  map.addEventListener('pointerdown', function (event) { held = [event.clientX, event.clientY]; moved = false; });
  window.addEventListener('pointerup', function () { held = null; });
  window.addEventListener('pointermove', function (event) {
    if (!held) { return; }
    var s = scale(), dx = event.clientX - held[0], dy = event.clientY - held[1];
    if (Math.abs(dx) + Math.abs(dy) > 3) { moved = true; }
    view[0] -= dx * s; view[1] -= dy * s; held = [event.clientX, event.clientY];
    show();
  });
  function clear() {
    nodes.concat(arrows).forEach(function (each) { each.classList.remove('g-far', 'g-found'); });
    said.textContent = '';
  }
  nodes.forEach(function (node) {
    node.addEventListener('click', function () {
      if (moved) { return; }
      var id = node.dataset.id, frame = node.dataset.frame, near = {}; near[id] = true;
      clear();
      arrows.forEach(function (arrow) {
        var from = arrow.dataset.from, to = arrow.dataset.to;
        if (from === id || to === id || (frame && (from === frame || to === frame))) {
          near[from] = near[to] = true;
        } else { arrow.classList.add('g-far'); }
      });
      nodes.forEach(function (each) {
        if (!near[each.dataset.id] && !near[each.dataset.frame]) { each.classList.add('g-far'); }
      });
      node.classList.add('g-found');
    });
  });
  document.getElementById('search').addEventListener('input', function (event) {
    var words = event.target.value.trim().toLowerCase(), first = null, count = 0;
    clear();
    if (!words) { return; }
    nodes.forEach(function (node) {
      if (node.textContent.toLowerCase().indexOf(words) < 0) { node.classList.add('g-far'); return; }
      node.classList.add('g-found'); count += 1; first = first || node;
    });
    said.textContent = count + ' / ' + nodes.length;
    if (first) {
      var p = map.createSVGPoint(), box = first.getBBox();
      p.x = box.x + box.width / 2; p.y = box.y + box.height / 2;
      p = p.matrixTransform(first.getCTM()).matrixTransform(map.getCTM().inverse());
      view[0] = p.x - view[2] / 2; view[1] = p.y - view[3] / 2; show();
    }
  });
  show();
  document.getElementById('in').addEventListener('click', function () { middle(1 / 1.4); });
  document.getElementById('out').addEventListener('click', function () { middle(1.4); });
  document.getElementById('all').addEventListener('click', function () { view = home.slice(); clear(); show(); });
}());
"""


def graph_page(picture: Picture, view: Mapping[str, Any]) -> str:
    """The whole page: figures, the drawing, and its arrows as a table for those who cannot see it."""
    label = "合成数据 / SYNTHETIC" if view["synthetic"] else ""
    body = "\n".join(
        [
            f"<h1>{_escaped(picture.title)}</h1>",
            f'<p class="faint">{_escaped(label)}</p>' if label else "",
            f'<p class="faint">{_escaped(" · ".join(_figures(view)))}</p>',
            *(f'<p class="faint">{_escaped(note)}</p>' for note in picture.notes),
            '<div class="bar noprint"><input id="search" type="search" placeholder="编号、名称 / id, name" '
            'aria-label="search"><span id="found" class="faint" aria-live="polite"></span>'
            '<button id="in" type="button">+</button><button id="out" type="button">-</button>'
            '<button id="all" type="button">全图 / all</button></div>',
            f'<div class="map">{svg(picture, styled=False)}</div>',
            "<details><summary>依赖列表 / the arrows as a list</summary>",
            '<div class="scroll"><table><thead><tr><th>needs 依赖方</th><th>needed 被依赖方</th><th>kind</th>'
            '<th class="num">dependencies</th></tr></thead><tbody>',
            *_rows(picture),
            "</tbody></table></div></details>",
        ]
    )
    return page(title=picture.title, body=body, style=_STYLE, script=_SCRIPT)


def _figures(view: Mapping[str, Any]) -> Iterator[str]:
    for key, value in view["totals"].items():
        if isinstance(value, int | float):
            yield f"{key.replace('_', ' ')} {value:,}"


def _rows(picture: Picture) -> Iterator[str]:
    names = {node.id: node.name for node in picture.nodes}
    for arrow in picture.arrows:
        ends = (f"{name} {names.get(name, '')}".strip() for name in (arrow.source, arrow.target))
        cells = "".join(f"<td>{_escaped(end)}</td>" for end in ends)
        kind = "hard" if arrow.hard else "soft"
        yield f'<tr>{cells}<td>{kind}</td><td class="num">{arrow.weight:,}</td></tr>'


def _escaped(words: str) -> str:
    """Words in markup; nothing in them can be taken for a link."""
    return text(words).replace("=", "&#61;")
