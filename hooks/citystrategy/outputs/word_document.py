"""A Word document of headings, paragraphs, tables and pictures, in one language.

Owns python-docx, and what makes a document usable: its language, real headings, head rows that are repeated
on each page, texts for pictures; the same bytes for the same content. Must not know what it says.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from citystrategy.words.words import Words

REGION = {"kk": "kk-KZ", "ru": "ru-RU"}
"""The language of a document as Word names it, by which it checks the spelling."""
ZIPPED = (1980, 1, 1, 0, 0, 0)
"""The time of all parts of the file: the earliest one that there is."""
SIZES = {
    "Normal": 1.0,
    "Title": 1.6,
    "Heading 1": 1.35,
    "Heading 2": 1.15,
    "Heading 3": 1.05,
    "Header": 0.8,
    "Footer": 0.8,
}
"""Of the letters of each style, in parts of those of the text."""
UNBROKEN = 12
"""A table of up to so many rows stays on one sheet."""
FONT = "Times New Roman"
"""Every office has it with the letters of Kazakh."""


class WordDocument:
    """A document that is written from its beginning to its end."""

    def __init__(self, title: str, day: date, words: Words, size: float) -> None:
        """An empty A4 document; `size` is that of its letters, in points."""
        self.document = Document()
        self.size = size
        self._set_page()
        self._set_styles(REGION[words.language])
        about = self.document.core_properties
        about.title, about.language, about.author = title, REGION[words.language], ""
        about.comments = ""
        about.created = about.modified = datetime.combine(day, time.min)

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(15)
        section.top_margin = section.bottom_margin = Mm(20)

    def _set_styles(self, region: str) -> None:
        """One font in all styles, dark headings, and the language where every text takes it from."""
        styles = self.document.styles
        for name, factor in SIZES.items():
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(round(self.size * factor * 2) / 2)
            style.font.color.rgb = RGBColor(0x14, 0x20, 0x2A)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
            style.paragraph_format.space_after = Pt(6)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), region)

    def title(self, text: str) -> None:
        """The title of the document."""
        self.document.add_heading(text, 0)

    def heading(self, text: str, level: int) -> None:
        """A heading, which Word lists in its navigation."""
        self.document.add_heading(text, level)

    def paragraph(self, text: str, bold: bool = False, kept: bool = False) -> None:
        """A paragraph of one style; one that is kept stays on the sheet of what follows."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold
        paragraph.paragraph_format.keep_with_next = kept

    def named(self, name: str, text: str) -> None:
        """A name and what it is."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(text)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], size: float
    ) -> None:
        """A table whose head is repeated on each page; widths in millimetres, letters in points."""
        texts = (head, *rows)
        table = self.document.add_table(rows=len(texts), cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, cells) in enumerate(zip(table.rows, texts, strict=True)):
            self._fill(row, cells, widths, size, head=number == 0)
            if number == 0 or number < len(texts) - 1 <= UNBROKEN:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        after = self.document.add_paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(8)

    def _fill(self, row: _Row, texts: Sequence[str], widths: Sequence[int], size: float, head: bool) -> None:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            _small(paragraph, text, size).bold = head

    def bullets(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in texts:
            self.document.add_paragraph(text, style="List Bullet")

    def picture(self, png: bytes, about: str, width: int) -> None:
        """A picture of a width in millimetres, with the text for those who do not see it."""
        placed = self.document.add_picture(io.BytesIO(png), Mm(width))
        placed._inline.docPr.set("descr", about)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def on_every_page(self, above: str, below: str, numbered: str) -> None:
        """Texts above and below every page; `{number}` and `{total}` in the last one are counted by Word."""
        section = self.document.sections[0]
        if above:
            section.top_margin, section.header_distance = Mm(28), Mm(12)
            section.header.paragraphs[0].add_run(above).bold = True
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{below} · ")
        for part in re.split(r"(\{number\}|\{total\})", numbered):
            field = {"{number}": "PAGE", "{total}": "NUMPAGES"}.get(part)
            run = footer.add_run("" if field else part)
            if field:
                _count(run, field)

    def to_bytes(self) -> bytes:
        """The file."""
        written, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
            for name in parts.namelist():
                kept.writestr(zipfile.ZipInfo(name, ZIPPED), parts.read(name), zipfile.ZIP_DEFLATED)
        return fixed.getvalue()


def _small(paragraph: Paragraph, text: str, size: float) -> Run:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    return run


def _count(run: Run, field: str) -> None:
    """A number that Word counts: of the page, or of all pages."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.text = field
            run._r.append(instruction)
