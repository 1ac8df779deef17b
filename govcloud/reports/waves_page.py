"""A wave plan as one page that opens offline: a Gantt chart, departments by wave, and each wave's applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.reports.page import environment, page
from govcloud.reports.waves_gantt import gantt

View = Mapping[str, Any]

_STYLE = """
.sums { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0; }
.sums div { min-width: 8rem; } .sums b { display: block; font-size: 1.4rem; line-height: 1.2; }
.gantt { display: block; min-width: 60rem; width: 100%; height: auto; font-size: 11px; }
.gantt .grid { stroke: var(--line); stroke-width: 1; } .gantt text { fill: var(--ink); }
.gantt .dim { fill: var(--faint); } .gantt .freeze { fill: var(--bad); opacity: .12; }
.gantt .some { opacity: .06; } .gantt .lead { fill: var(--line); }
.gantt .rehearsal { fill: var(--warn); opacity: .7; } .gantt .window { fill: var(--accent); }
.gantt .pilot { fill: var(--good); } .gantt .cleanup { fill: var(--faint); }
.gantt .bar { fill: var(--accent); opacity: .25; }
.matrix td, .matrix th { text-align: center; padding: .1rem .3rem; }
.matrix td:first-child, .matrix th:first-child { text-align: left; position: sticky; left: 0;
  background: var(--paper); white-space: nowrap; z-index: 2; }
.matrix .c1 { background: color-mix(in srgb, var(--accent) 12%, transparent); }
.matrix .c2 { background: color-mix(in srgb, var(--accent) 28%, transparent); }
.matrix .c3 { background: color-mix(in srgb, var(--accent) 48%, transparent); }
details { margin: .4rem 0; } summary { cursor: pointer; }
.key span { display: inline-block; width: .9rem; height: .9rem; margin: 0 .3rem 0 1rem;
  vertical-align: -.1rem; }
"""

_BODY = """
<h1>迁移批次计划 <span class="faint">Migration waves</span></h1>
{% if view.synthetic %}<p><span class="mark">合成数据 SYNTHETIC</span></p>{% endif %}
<div class="sums">
{% for name, value in sums %}<div><b>{{ value }}</b>{{ name }}</div>
{% endfor %}</div>
<p class="faint">时区 time zone {{ view.time_zone }}. 生成 made by govcloud {{ version }}, {{ made_on }}.
{% if view.bound_because is defined %}下界依据 bound because: {{ view.bound_because }}.{% endif %}</p>
{% for note in view.notes | default([]) %}<p>{{ note }}</p>{% endfor %}
<h2>甘特图 <span class="faint">Gantt chart</span></h2>
<p class="key faint"><span style-lead></span>报批至演练 approval to rehearsal
<span style-rehearsal></span>演练至割接 rehearsal to cut-over <span style-window></span>割接窗口 window
<span style-pilot></span>试点 pilot <span style-freeze></span>封网 freeze</p>
<div class="scroll">{{ chart | safe }}</div>
<h2>部门与批次 <span class="faint">Departments by wave</span></h2>
<div class="scroll"><table class="matrix"><thead><tr><th>部门 Department</th>
{% for wave in view.waves %}<th>{{ wave.id }}</th>{% endfor %}<th>Σ</th></tr></thead><tbody>
{% for row in matrix %}<tr><td>{{ row.name }}</td>
{% for n in row.cells %}<td{% if n %} class="c{{ 3 if n > 5 else 2 if n > 2 else 1 }}"{% endif %}>{{ n or "" }}</td>
{% endfor %}<td>{{ row.total }}</td></tr>
{% endfor %}</tbody></table></div>
<h2>批次明细 <span class="faint">Waves in detail</span></h2>
{% for wave in view.waves %}<details><summary><b>{{ wave.id }}</b> {{ wave.name }}
<span class="faint">{{ wave.starts | replace("T", " ") or "no date" }},
{{ wave.totals.applications }} 个系统 applications, {{ wave.totals.hosts }} 台主机 hosts</span></summary>
{% if wave.approval_by %}<p class="faint">报批截止 approval asked for by {{ wave.approval_by }};
演练 rehearsal from {{ wave.rehearsal_on }}; 回退决策 rollback decided by {{ wave.decide_by | replace("T", " ") }}</p>
{% endif %}<table><thead><tr><th>系统编码 id</th><th>系统名称 Name</th><th>部门 Department</th>
<th>策略 Strategy</th><th>等保 Level</th><th>合作单位 Partners</th></tr></thead><tbody>
{% for app in wave.applications %}<tr><td>{{ app.id }}</td>
<td>{{ app.name_zh }} <span class="faint">{{ app.name_en }}</span></td>
<td>{{ app.department }}</td><td>{{ app.strategy }}</td><td>{{ app.mlps_level }}</td>
<td>{{ app.partners | join(", ") }}</td></tr>
{% endfor %}</tbody></table></details>
{% endfor %}
"""


def waves_page(view: View, *, made_on: str, version: str) -> bytes:
    """The page's bytes."""
    body = _BODY
    for name in ("lead", "rehearsal", "window", "pilot", "freeze"):
        body = body.replace(f"<span style-{name}>", f'<span class="k-{name}">')
    markup = (
        environment()
        .from_string(body)
        .render(
            view=view,
            version=version,
            made_on=made_on,
            chart=gantt(view),
            matrix=_matrix(view),
            sums=_sums(view),
        )
    )
    made = page(title="迁移批次计划 Migration waves", body=markup, style=_STYLE + _KEYS)
    return made.encode("utf-8", "replace")


_KEYS = """
.k-lead { background: var(--line); } .k-rehearsal { background: var(--warn); opacity: .7; }
.k-window { background: var(--accent); } .k-pilot { background: var(--good); }
.k-freeze { background: var(--bad); opacity: .2; }
"""


def _sums(view: View) -> list[tuple[str, str]]:
    waves = view["waves"]
    apps = sum(wave["totals"]["applications"] for wave in waves)
    hosts = sum(wave["totals"]["hosts"] for wave in waves)
    dated = [wave["starts"][:10] for wave in waves if wave["starts"]]
    found = [
        ("批次 waves", f"{len(waves):,}"),
        ("系统 applications", f"{apps:,}"),
        ("主机 hosts", f"{hosts:,}"),
        ("首个窗口 first window", min(dated, default="–")),
        ("最后窗口 last window", max(dated, default="–")),
    ]
    if "bound" in view:
        distance = f"{view['distance_windows']} ({view['distance_percent']} %)"
        found += [("下界 bound", view["bound"][:10]), ("距下界窗口数 windows above it", distance)]
    return found


def _matrix(view: View) -> list[View]:
    waves = view["waves"]
    names = sorted({app["department"] for wave in waves for app in wave["applications"]})
    counts = {
        (app["department"], number): 0
        for number, wave in enumerate(waves)
        for app in wave["applications"]
    }
    for number, wave in enumerate(waves):
        for app in wave["applications"]:
            counts[app["department"], number] += 1
    rows: list[View] = []
    for name in names:
        cells = [counts.get((name, number), 0) for number in range(len(waves))]
        rows.append({"name": name, "cells": cells, "total": sum(cells)})
    return rows
