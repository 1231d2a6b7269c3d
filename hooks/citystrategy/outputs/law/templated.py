"""What a template made of data – a table, its notes – as tokens, so that it is written as any other block.

Owns the step from HTML of the project's own templates to tokens. Must not know which table it is.
"""

from html.parser import HTMLParser

from citystrategy.markdown.made import PageToken, block, text

NAMES = {
    "p": "paragraph",
    "ol": "ordered_list",
    "ul": "bullet_list",
    "li": "list_item",
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
} | {name: name for name in ("table", "caption", "tr", "th", "td", "small")}
"""What the tokens of an element are called. Every other element leaves only its text."""
HOLDING = {"p", "a", "caption", "th", "td", "strong", "b", "i", "em"}
"""Elements in which text stands."""


def tokens_of(html: str) -> list[PageToken]:
    """The tokens of some HTML."""
    reader = _TemplateReader()
    reader.feed(html)
    reader.close()
    return reader.tokens


class _TemplateReader(HTMLParser):
    """Reads HTML that escapes, closes and nests as the templates do."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[PageToken] = []
        self.holding = 0
        self.numbers: list[int] = []
        """The items so far of each open list; below zero where they have no numbers."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.holding += tag in HOLDING
        if tag == "br":
            self.tokens.append(text(" "))
        elif tag in NAMES:
            token = block(f"{NAMES[tag]}_open", tag, 1, {name: value or "" for name, value in attrs})
            if tag in ("ol", "ul"):
                self.numbers.append(0 if tag == "ol" else -1_000_000)
            elif tag == "li":
                self.numbers[-1] += 1
                token.info, token.markup = (str(self.numbers[-1]), ".") if self.numbers[-1] > 0 else ("", "")
            self.tokens.append(token)
            if tag == "li":
                self.holding += 1
                self.tokens.append(block("paragraph_open", "p", 1))

    def handle_endtag(self, tag: str) -> None:
        self.holding -= tag in HOLDING
        if tag == "li":
            self.holding -= 1
            self.tokens.append(block("paragraph_close", "p", -1))
        elif tag in ("ol", "ul"):
            self.numbers.pop()
        if tag in NAMES:
            self.tokens.append(block(f"{NAMES[tag]}_close", tag, -1))

    def handle_data(self, data: str) -> None:
        if self.holding:
            self.tokens.append(text(data))
