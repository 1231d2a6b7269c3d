"""The annual report as a Word document.

Owns its order on paper. What it says is made in `facts.report`, how Word is written in `word_document`.
"""

from collections.abc import Sequence
from datetime import date

from citystrategy.charts.pictures import png
from citystrategy.facts.report import Report
from citystrategy.facts.report_indicator import ReportFigure, ReportIndicator
from citystrategy.outputs.report.content import TITLES, charts, legends
from citystrategy.outputs.word_document import WordDocument
from citystrategy.words.words import Words

SIZE, SMALL = 11, 9
"""Of the letters of the text and of the tables, in points."""
ACROSS = 170
"""Room between the margins, in millimetres."""
SHARP = 2
"""How many times as large as its letters need a chart is drawn."""


def docx(report: Report, day: date, words: Words) -> bytes:
    """The file of a report."""
    return _Report(report, day, words).to_bytes()


class _Report:
    """A report that is written from its beginning to its end."""

    def __init__(self, report: Report, day: date, words: Words) -> None:
        self.report, self.words = report, words
        self.pictures, self.legends = charts(report), legends(report, words)
        self.written = WordDocument(report.named, day, words, SIZE)

    def title(self, name: str) -> str:
        """The title of a part or a column."""
        return self.words(TITLES[name])

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A table across the sheet."""
        self.written.table(head, rows, widths, SMALL)

    def to_bytes(self) -> bytes:
        """The file."""
        report, written = self.report, self.written
        written.on_every_page(report.notice, report.named, self.title("page"))
        written.title(report.title)
        written.paragraph(report.strategy, bold=True)
        for requisite in report.requisites:
            written.named(requisite.name, requisite.text)
        self._counts()
        self._summary()
        self._overdue()
        self._changes()
        written.heading(self.title("indicators"), 1)
        for group in report.groups:
            written.heading(group.title, 2)
            for shown in group.indicators:
                self._indicator(shown)
        for line in report.closing:
            written.paragraph(line)
        return written.to_bytes()

    def _counts(self) -> None:
        report, written = self.report, self.written
        written.heading(self.title("counts"), 1)
        written.paragraph(report.lead)
        written.bullets(report.counts)
        if report.statuses:
            rows = [(status.name, str(status.number)) for status in report.statuses]
            self.table([self.title("status"), self.title("count")], rows, [60, 25])
        if report.board:
            written.heading(self.title("board"), 1)
            years = len(report.board.head) - 1
            first = ACROSS - years * (130 // years)
            widths = [first, *(130 // years for _ in range(years))]
            written.table(report.board.head, report.board.rows, widths, SMALL - 1.5)

    def _summary(self) -> None:
        self.written.heading(self.title("summary"), 1)
        head = [self.title(name) for name in ("indicator", "actual", "set", "status")]
        rows = [
            (shown.title, self._told(shown.actual), self._told(shown.approved), shown.status_name)
            for group in self.report.groups
            for shown in group.indicators
        ]
        self.table(head, rows, [55, 31, 51, 33])

    def _told(self, figure: ReportFigure | None) -> str:
        if figure is None or not figure.value:
            return self.title("absent")
        return f"{figure.value} ({figure.note})"

    def _overdue(self) -> None:
        self.written.heading(self.title("overdue"), 1)
        for note in self.report.overdue_notes:
            self.written.paragraph(note)
        if self.report.overdue:
            head = [self.title(name) for name in ("indicator", "due", "responsible")]
            rows = [(value.indicator, value.said, value.body) for value in self.report.overdue]
            self.table(head, rows, [66, 52, 52])

    def _changes(self) -> None:
        self.written.heading(self.title("happened"), 1)
        self.written.paragraph(self.report.changed_lead)
        for change in self.report.changed:
            self.written.heading(change.title, 2)
            self.written.bullets(change.sentences)
        if not self.report.changed:
            self.written.paragraph(self.title("nothing"))

    def _indicator(self, shown: ReportIndicator) -> None:
        written = self.written
        written.heading(shown.title, 3)
        written.paragraph(shown.definition, kept=True)
        head = [*(figure.label for figure in shown.figures), self.title("status")]
        figures = [self._told(figure) for figure in shown.figures]
        status = "\n".join((shown.status_name, *shown.notes))
        self.table(head, [[*figures, status]], [ACROSS // len(head) for _ in head])
        written.paragraph(shown.finding, bold=True, kept=True)
        if shown.id in self.pictures:
            written.picture(png(self.pictures[shown.id], SHARP), shown.chart_text, ACROSS)
            written.paragraph(self.legends[shown.id])
        steps = [
            (str(number), " ".join(filter(None, (step.text, step.formula))), step.value)
            for number, step in enumerate(shown.steps, 1)
        ]
        self.table(["№", self.title("arithmetic"), self.title("value")], steps, [10, ACROSS - 55, 45])
        if shown.pace:
            written.paragraph(shown.pace)
        if shown.remarks:
            written.named(self.title("note"), shown.remarks)
        written.named(self.title("responsible"), shown.responsible)
        if shown.sources:
            told = "; ".join(f"{source.title} ({source.url})" for source in shown.sources)
            written.named(self.title("source"), told)
