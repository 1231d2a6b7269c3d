"""The duty calendar as iCalendar files (RFC 5545), of all cities and of each, in each language.

Owns the format: lines, folding, escaping. What is due when is decided in `monitoring/duty.py`. A
value that is overdue stays on the day on which it was due and says so. There are no alarms: the
calendar is there to be subscribed to by anybody, and each subscriber sets reminders of their own.
Written here and not by a library, because a file of one kind of event is a few lines, and the
library takes five times as long. Must not know MkDocs.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from citystrategy.addresses import Place, identifier, page
from citystrategy.facts import terms, unapproved
from citystrategy.method.duty import Duty, duties
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.reading.characters import visible
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

OCTETS = 75
"""How long a line may be, without its end (RFC 5545, 3.1)."""
ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
"""What stands for these characters in a text (RFC 5545, 3.3.11), the backslash first."""


def files(site: Site, base: str = "") -> Iterator[tuple[str, bytes]]:
    """Path below the site and content of every calendar; none where nothing is ever due.

    `base` is the address of the site with a slash at its end, or empty where that is not known.
    """
    for language in LANGUAGES:
        words = words_in(language)
        every: list[str] = []
        for slug, standing in site.standings.items():
            events = [line for event in _events(standing, base, words) for line in event]
            if events:
                name = words("calendar.title", city=standing.folder.city.name[language])
                own = unapproved.marked(name, standing.folder, words)
                about = _about((standing,), site.today, words)
                yield page(f"{slug}/calendar.ics", language), _file(own, about, events, words)
            every += events
        if every:
            about = _about(site.standings.values(), site.today, words)
            yield page("calendar.ics", language), _file(words("calendar.title_all"), about, every, words)


def _about(standings: Collection[Standing], today: date, words: Words) -> str:
    """What a calendar shows and on which terms; where strategies are not approved, that they bind nobody."""
    free = [standing.folder.unapproved for standing in standings]
    told = [] if all(free) else [words("calendar.lead", date=today)]
    folders = (standing.folder for standing in standings)
    noted = [words("calendar.note")] if any(free) else []
    return " ".join([*told, *noted, terms.of_strategies(folders, words)])


def _file(name: str, about: str, events: Iterable[str], words: Words) -> bytes:
    """A calendar of a name; its events are whole lines already."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//city strategies//duty calendar//{words.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        line("NAME", name),
        line("X-WR-CALNAME", name),
        line("X-WR-CALDESC", about),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    return "".join(f"{text}\r\n" for text in (*head, *events, "END:VCALENDAR")).encode()


def _events(standing: Standing, base: str, words: Words) -> Iterator[list[str]]:
    """The events of a city, each as lines: what is overdue and what is due next."""
    stamp = f"DTSTAMP:{day(standing.today)}T000000Z"
    for progress in standing.progress:
        for duty in duties(progress, standing.today):
            yield _event(standing, progress, duty, stamp, base, words)


def _event(
    standing: Standing, progress: Progress, duty: Duty, stamp: str, base: str, words: Words
) -> list[str]:
    city, indicator = standing.folder.city, progress.indicator
    lines = [
        "BEGIN:VEVENT",
        f"UID:{identifier('duty', city.slug, indicator.id, duty.year)}",
        stamp,
        f"DTSTART;VALUE=DATE:{day(duty.due)}",
        f"DTEND;VALUE=DATE:{day(duty.due + timedelta(days=1))}",
        line("SUMMARY", summary(standing, progress, duty, words)),
        line("DESCRIPTION", "\n".join(description(standing, progress, duty, base, words))),
        "TRANSP:TRANSPARENT",
    ]
    if base:
        # An address is not text: nothing in it is escaped.
        lines.append(folded(f"URL:{_page(standing, progress, base, words)}"))
    return [*lines, "END:VEVENT"]


def summary(standing: Standing, progress: Progress, duty: Duty, words: Words) -> str:
    """What a calendar shows on the day: overdue or not, city, indicator, year; and whether it is real."""
    language = words.language
    key = "calendar.event_overdue" if duty.overdue else "calendar.event"
    name = progress.indicator.name[language]
    text = words(key, city=standing.folder.city.name[language], name=name, year=duty.year)
    return unapproved.marked(text, standing.folder, words)


def description(standing: Standing, progress: Progress, duty: Duty, base: str, words: Words) -> Iterator[str]:
    """The sentences of an event: body, due date, what the marks mean, where to read more."""
    indicator, language = progress.indicator, words.language
    mark = unapproved.sentence(standing.folder, words)
    if not mark:
        yield words("calendar.body", body=indicator.responsible[language])
    key = "calendar.year_overdue" if duty.overdue else "monitoring.due_text"
    yield words(key, year=duty.year, date=duty.due)
    if mark:
        yield mark
        yield words("calendar.note")
    if base:
        yield words("calendar.page", address=_page(standing, progress, base, words))


def _page(standing: Standing, progress: Progress, base: str, words: Words) -> str:
    """The address of an indicator's page."""
    path = f"{standing.folder.city.slug}/indicators/{progress.indicator.id}/"
    return Place(base).link(page(path, words.language))


def day(value: date) -> str:
    """A day as the format writes it: 20270701."""
    return f"{value:%Y%m%d}"


def line(name: str, text: str) -> str:
    """A property with a text as its value, escaped and folded."""
    value = visible(text)
    for character, escaped in ESCAPED:
        value = value.replace(character, escaped)
    return folded(f"{name}:{value}")


def folded(text: str) -> str:
    """A line cut into pieces of at most 75 octets, none of them inside a character."""
    octets = text.encode()
    if len(octets) <= OCTETS:
        return text
    pieces, start, room = [], 0, OCTETS
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        pieces.append(octets[start:end])
        # The space at the beginning of a further line counts too.
        start, room = end, OCTETS - 1
    return b"\r\n ".join(pieces).decode()
