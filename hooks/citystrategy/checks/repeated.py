"""What has a name has it once."""

from collections.abc import Iterable, Iterator

from citystrategy.problems.problem import Problem


def repeated(path: str, code: str, items: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """A problem for every id that stood before."""
    seen: dict[str, int] = {}
    for identifier, line in items:
        if identifier in seen:
            yield Problem.at(path, line, code, id=identifier, first=seen[identifier])
        seen.setdefault(identifier, line)
