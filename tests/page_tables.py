"""What a built page says, for tests: its tables as rows of text, and its text without markup."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Reads the article of a page; what assistive technology does not say is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.text: list[str] = []
        self.inside = False
        self.in_cell = False
        self.silent = 0
        """How many elements around this place are hidden from assistive technology."""
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        if tag in ("br", "img", "input", "hr", "meta", "link", "path", "line"):
            self.handle_data(" ")
            return
        hidden = ("aria-hidden", "true") in attributes
        self.open.append(hidden)
        self.silent += hidden
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.in_cell = True
        elif tag not in ("a", "b", "small", "span", "strong"):
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("path", "line", "br"):
            return
        if self.open:
            self.silent -= self.open.pop()
        if tag == "article":
            self.inside = False
        elif tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if not self.inside or self.silent:
            return
        self.text.append(data)
        if self.in_cell:
            self.tables[-1][-1][-1] += data


def read(html: str) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(html)
    for table in reader.tables:
        for row in table:
            row[:] = [" ".join(cell.split()) for cell in row]
    return reader


def text(html: str) -> str:
    """The text of a page's article."""
    return " ".join("".join(read(html).text).split())


def tables(html: str) -> list[list[list[str]]]:
    """The tables of a page's article: rows of cells."""
    return read(html).tables


def values(html: str, guide: str) -> dict[int, tuple[list[str], str]]:
    """The table of values of a page, found by its column `guide`: each year's cells, and what is below."""
    table = next((table for table in tables(html) if guide in table[0]), [[]])
    by_year: dict[int, tuple[list[str], str]] = {}
    for row in table[1:]:
        if len(row) == len(table[0]):
            by_year[int(row[0])] = (row, "")
        else:
            year = list(by_year)[-1]
            by_year[year] = (by_year[year][0], row[1])
    return by_year
