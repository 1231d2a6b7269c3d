"""The annual report as one HTML file that needs nothing else: no script, its styles and letters within.

Owns the embedding. How it looks stands in `report.html`; what it says is made in `facts.report`.
"""

import base64

from citystrategy.charts.outlines import FONTS
from citystrategy.facts.report import Report
from citystrategy.outputs.plots import templates
from citystrategy.outputs.report.content import charts, content, legends, titles
from citystrategy.words.words import Words

FACES = (("Sans", 400), ("Sans", 600), ("Serif", 400))
"""Family and weight of each face."""


def html(report: Report, words: Words) -> bytes:
    """The file of a report."""
    files = [(FONTS / f"{family.lower()}-{weight}.ttf").read_bytes() for family, weight in FACES]
    faces = [
        (f"City Strategies {family}", weight, base64.b64encode(file).decode())
        for (family, weight), file in zip(FACES, files, strict=True)
    ]
    page = templates().get_template("report/report.html")
    return page.render(
        report=content(report),
        charts=charts(report),
        legends=legends(report, words),
        words=titles(words),
        faces=faces,
    ).encode()
