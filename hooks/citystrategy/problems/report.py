"""Problems as an editor, a code host or another program reads them.

Owns the forms of a report: text, JSON, workflow annotations of GitHub, Code Quality of GitLab,
SARIF. Each takes sorted problems and the words of a language and gives text. Must not find
problems, print, or decide how the program ends.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import quote

from citystrategy.problems.codes import UNWRITTEN, Code, codes
from citystrategy.problems.problem import Problem, errors
from citystrategy.words.words import Words

Json = dict[str, object]
Reporter = Callable[[Sequence[Problem], Words], str]

PLACES = ("first", "other")
"""Arguments that say where something else stands: they move without the problem changing."""


def as_text(problems: Sequence[Problem], words: Words) -> str:
    """A line for each problem, what is still to be written after all others, and a last one that counts."""
    stopping = sum(1 for _ in errors(problems))
    counts = words("check.counts", errors=stopping, warnings=len(problems) - stopping)
    lines = [problem.render(words) for problem in problems if problem.code not in UNWRITTEN]
    left = [problem.render(words) for problem in problems if problem.code in UNWRITTEN]
    if left:
        lines += [words("check.unwritten"), *left]
    return "\n".join([*lines, counts if problems else words("check.clean"), ""])


def as_json(problems: Sequence[Problem], words: Words) -> str:
    """A list of objects, one for each problem."""
    return _dumped([_object(problem, words) for problem in problems])


def _object(problem: Problem, words: Words) -> Json:
    wrong, mend = problem.advice(words)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column or None,
        "message": problem.message(words),
        "wrong": wrong,
        "mend": mend,
        "paragraph": problem.paragraph or None,
    }


def as_github(problems: Sequence[Problem], words: Words) -> str:
    """Workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""
    return "".join(f"{_command(problem, words)}\n" for problem in problems)


def _command(problem: Problem, words: Words) -> str:
    place = {"file": problem.path, "line": str(problem.line)}
    if problem.column:
        place["col"] = str(problem.column)
    place["title"] = problem.code
    properties = ",".join(f"{name}={_github_property(value)}" for name, value in place.items())
    return f"::{problem.severity} {properties}::{_github_data(problem.message(words))}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem], words: Words) -> str:
    """A Code Quality report of GitLab."""
    severities = {"error": "major", "warning": "minor"}
    entries = [
        {
            "description": problem.message(words),
            "check_name": problem.code,
            "fingerprint": mark,
            "severity": severities[problem.severity],
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }
        for problem, mark in zip(problems, fingerprints(problems), strict=True)
    ]
    return _dumped(entries)


def as_sarif(problems: Sequence[Problem], words: Words) -> str:
    """A log of SARIF 2.1.0, the OASIS format of static analysis, with the codes as its rules."""
    rules = list(codes().values())
    places = {code.id: place for place, code in enumerate(rules)}
    driver = {
        "name": "citystrategy",
        "language": words.language,
        "rules": [_rule(code, words) for code in rules],
    }
    marks = fingerprints(problems)
    results = [_result(problem, mark, places, words) for problem, mark in zip(problems, marks, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _rule(code: Code, words: Words) -> Json:
    pattern = words.pattern(code.id)
    wrong, right = code.examples(words.language)
    examples = f"{words('check.wrong')}\n{wrong.strip()}\n\n{words('check.right')}\n{right.strip()}"
    return {
        "id": code.id,
        "shortDescription": {"text": pattern},
        "help": {"text": f"{pattern}\n\n{examples}"},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"paragraph": code.paragraph},
    }


def _result(problem: Problem, mark: str, places: dict[str, int], words: Words) -> Json:
    region = {"startLine": problem.line}
    if problem.column:
        region["startColumn"] = problem.column
    file = {"uri": quote(problem.path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
    rule: Json = {"ruleId": problem.code}
    if problem.code in places:
        rule["ruleIndex"] = places[problem.code]
    return rule | {
        "level": problem.severity,
        "message": {"text": problem.message(words)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {"problem/v1": mark},
        "properties": {"paragraph": problem.paragraph},
    }


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """What each problem is known by from one check to the next, wherever its line has moved."""
    seen: Counter[str] = Counter()
    marks = []
    for problem in problems:
        arguments = [argument for argument in problem.arguments if argument[0] not in PLACES]
        named = json.dumps([problem.path, problem.code, arguments])
        marks.append(hashlib.sha256(f"{named}{seen[named]}".encode()).hexdigest())
        seen[named] += 1
    return marks


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Reporter] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
"""Every form of a report by its name."""
