"""The check as a program: its forms, its languages, its status; and the catalogue of codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from string import Formatter
from typing import Any

import dev
import pytest
import sample
from citystrategy.editing.change import JOURNAL, LIST, Change, prepare
from citystrategy.problems import report
from citystrategy.problems.codes import codes
from citystrategy.problems.problem import WARNINGS, Problem, sort, visible
from citystrategy.words.words import SENTENCE_END, editors_language, words_in
from conftest import ROOT

SENTENCES = {"error", "warning", "nearest", "paragraph", "summary"}
"""What stands beside the codes' messages in the words."""
INDICATORS = "strategies/sample-1/indicators.yml"
ENVIRONMENT = "strategies/sample-2/chapters/06-environment.ru.md"


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two correct cities with the program beside them; tests copy it before they change it."""
    root = tmp_path_factory.mktemp("checked")
    sample.tree(root, cities=2)
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "check.py", root / "scripts")
    return root


@pytest.fixture
def project(checked: Path, tmp_path: Path) -> Path:
    """A project of one's own."""
    shutil.copytree(checked, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def broken(project: Path) -> Path:
    """A project with one error in each city."""
    change(project / INDICATORS, "  better:", "  beter:")
    change(project / ENVIRONMENT, "{#problems}", "{#problem}")
    return project


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def run(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The program in another folder than the project's."""
    command = [sys.executable, str(root / "scripts" / "check.py"), *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **variables}
    ran = subprocess.run(
        command, cwd="/", env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in ran.stderr
    return ran


def listed(root: Path, *arguments: str) -> list[dict[str, Any]]:
    reported: list[dict[str, Any]] = json.loads(run(root, "--format", "json", *arguments).stdout)
    return reported


# Status


def test_warnings_alone_are_no_failure(project: Path) -> None:
    ran = run(project)
    assert ran.returncode == 0
    assert {problem["severity"] for problem in listed(project)} == {"warning"}


def test_what_a_draft_lacks_of_the_order_fails_only_if_asked(project: Path) -> None:
    assert run(project).returncode == 0
    ran = run(project, "--strict-order")
    assert ran.returncode == 1
    assert "conformity-missing" in ran.stdout and "hearings" in ran.stdout


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", list(report.REPORTERS))
def test_errors_are_a_failure_in_every_form_and_language(broken: Path, form: str, language: str) -> None:
    ran = run(broken, "--format", form, "--lang", language)
    assert ran.returncode == 1
    assert not ran.stderr
    for problem in ("field-unknown", "section-anchor", INDICATORS, ENVIRONMENT):
        assert problem in ran.stdout
    words = words_in(language)
    paragraph = words.problem("paragraph", paragraph=words.citation("8, 23 2)"))
    assert paragraph in ran.stdout.replace("%2C", ",")


@pytest.mark.parametrize(
    "arguments",
    [("--city", "sampel-1"), ("--city",), ("--format", "xml"), ("--lang", "de"), ("sample-1",), ("--all",)],
)
def test_wrong_arguments(project: Path, arguments: tuple[str, ...]) -> None:
    ran = run(project, *arguments)
    assert ran.returncode == 2
    assert not ran.stdout
    assert ran.stderr


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_unknown_city_has_the_nearest_offered(project: Path, language: str) -> None:
    ran = run(project, "--city", "sample-1", "sampel-2", "--lang", language)
    assert ran.returncode == 2
    assert "sampel-2" in ran.stderr
    assert words_in(language).problem("nearest", nearest="sample-2") in ran.stderr


def test_nothing_to_check(project: Path) -> None:
    shutil.rmtree(project / "strategies")
    ran = run(project, "--lang", "ru")
    assert ran.returncode == 2
    assert "strategies" in ran.stderr


def test_a_closed_pipe(broken: Path) -> None:
    command = [sys.executable, str(broken / "scripts" / "check.py")]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert running.stdout and running.stderr
    running.stdout.close()
    with running.stderr:
        assert running.stderr.read() == ""
    assert running.wait() == 1


# Which problems


def test_a_city_restricts_to_its_files_and_the_shared_ones(broken: Path) -> None:
    change(broken / "strategies/_sources.yml", "kind: press", "kind: rumour")
    paths = {
        problem["path"] for problem in listed(broken, "--city", "sample-2") if problem["severity"] == "error"
    }
    assert paths == {ENVIRONMENT, "strategies/_sources.yml"}
    both = listed(broken, "--city", "sample-2", "--city", "sample-1")
    assert both == listed(broken, "--city", "sample-1", "sample-2") == listed(broken)


def test_problems_are_sorted(broken: Path) -> None:
    reported = [
        (problem["path"], problem["line"], problem["column"] or 0, problem["code"])
        for problem in listed(broken)
    ]
    assert reported == sorted(reported)


def test_the_language_is_the_editors(broken: Path) -> None:
    for locale, language in [("kk_KZ.UTF-8", "kk"), ("ru_RU.UTF-8", "ru"), ("C", "en")]:
        assert run(broken, LC_ALL=locale).stdout == run(broken, "--lang", language).stdout


@pytest.mark.parametrize(
    ("environment", "system", "language"),
    [
        ({"LC_ALL": "kk_KZ.UTF-8", "LANG": "ru_RU.UTF-8"}, "", "kk"),
        ({"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "kk_KZ", "ru"),
        ({}, "Kazakh_Kazakhstan", "kk"),
        ({}, "Russian_Russia", "ru"),
        ({"LANG": "de_DE.UTF-8"}, "ru_RU", "en"),
        ({}, "", "en"),
    ],
)
def test_editors_language(environment: dict[str, str], system: str, language: str) -> None:
    assert editors_language(environment, system) == language


# Forms


def test_text_is_one_line_a_problem_and_a_count(broken: Path) -> None:
    *lines, last = run(broken, "--lang", "en").stdout.splitlines()
    reported = listed(broken)
    assert len(lines) == len(reported)
    for line, one in zip(lines, reported, strict=True):
        column = f":{one['column']}" if one["column"] else ""
        assert line.startswith(f"{one['path']}:{one['line']}{column}: {one['severity']} [{one['code']}] ")
    stopping = sum(problem["severity"] == "error" for problem in reported)
    assert last == f"Errors: {stopping}, warnings: {len(reported) - stopping}."


def test_json(broken: Path) -> None:
    reported = listed(broken, "--lang", "en")
    unknown = next(problem for problem in reported if problem["code"] == "field-unknown")
    line = (broken / INDICATORS).read_text("utf-8").splitlines()[unknown["line"] - 1]
    assert line[unknown["column"] - 1 :].startswith("beter:")
    assert unknown == {
        "code": "field-unknown",
        "severity": "error",
        "path": INDICATORS,
        "line": unknown["line"],
        "column": unknown["column"],
        "message": "The key «beter» is unknown. Correct or delete it. Did you mean «better»?",
        "wrong": "The key «beter» is unknown.",
        "mend": "Correct or delete it. Did you mean «better»?",
        "paragraph": None,
    }
    section = next(problem for problem in reported if problem["code"] == "section-anchor")
    assert section["paragraph"] == "8, 23 2)"
    assert section["column"] is None


def test_the_column_of_a_reference(project: Path) -> None:
    path = project / "strategies/sample-1/chapters/03-vision.kk.md"
    path.write_text(path.read_text("utf-8") + '\nӨсім <!-- x --> {{ value("nothing", 2050) }}.\n', "utf-8")
    reported = [problem for problem in listed(project) if problem["code"] == "reference-unknown"]
    lines = path.read_text("utf-8").splitlines()
    assert [lines[problem["line"] - 1][problem["column"] - 1 :][:8] for problem in reported] == ["{{ value"]


def test_github_escapes_what_would_end_a_command(broken: Path) -> None:
    problem = Problem.at("strategies/a,b:c%\n/x.yml", 3, "field-unknown", field="50%\r\n::error::")
    (line,) = report.as_github([problem.in_column(5)], words_in("en")).splitlines()
    properties, message = line.removeprefix("::error ").split("::", 1)
    assert properties == "file=strategies/a%2Cb%3Ac%25%0A/x.yml,line=3,col=5,title=field-unknown"
    assert message.startswith("The key «50%25%0D%0A::error::» is unknown.")
    lines = run(broken, "--format", "github").stdout.splitlines()
    command = r"::(error|warning) file=[^,:]+,line=\d+(,col=\d+)?,title=[a-z-]+::.+"
    assert lines and all(re.fullmatch(command, line) for line in lines)


def test_gitlab(broken: Path) -> None:
    reported = json.loads(run(broken, "--format", "gitlab").stdout)
    assert {problem["severity"] for problem in reported} == {"major", "minor"}
    for problem in reported:
        assert problem.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert problem["location"]["lines"]["begin"] >= 1
        assert (broken / problem["location"]["path"]).exists()
    assert len({problem["fingerprint"] for problem in reported}) == len(reported)


def test_fingerprints_are_stable(broken: Path) -> None:
    """Neither another language nor a line added above changes what a problem is known by."""
    marks = [
        {
            problem["fingerprint"]
            for problem in json.loads(run(broken, "--format", "gitlab", "--lang", "kk").stdout)
        }
    ]
    for path in (broken / INDICATORS, broken / ENVIRONMENT):
        opening = "#" if path.suffix == ".yml" else ""
        path.write_text(f"{opening}\n{path.read_text('utf-8')}", "utf-8")
    marks += [
        {
            problem["fingerprint"]
            for problem in json.loads(run(broken, "--format", "gitlab", "--lang", "ru").stdout)
        }
    ]
    assert marks[0] == marks[1]


def test_the_same_problem_twice_has_two_fingerprints() -> None:
    problems = [Problem.at("a.yml", line, "field-missing", field="x") for line in (3, 9)]
    assert len(set(report.fingerprints(problems))) == 2


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sarif(broken: Path, language: str) -> None:
    log = json.loads(run(broken, "--format", "sarif", "--lang", language).stdout)
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (one_run,) = log["runs"]
    driver = one_run["tool"]["driver"]
    assert driver["name"] == "citystrategy" and driver["language"] == language
    assert [rule["id"] for rule in driver["rules"]] == list(codes())
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] == words_in(language).pattern(rule["id"])
        assert words_in(language)("check.wrong") in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert len(one_run["results"]) == len(listed(broken))
    for result, problem in zip(one_run["results"], listed(broken, "--lang", language), strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == problem["code"]
        assert result["level"] == problem["severity"]
        assert result["message"] == {"text": problem["message"]}
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": problem["path"], "uriBaseId": "%SRCROOT%"}
        assert place["region"]["startLine"] == problem["line"]
        assert place["region"].get("startColumn") == problem["column"]
        assert re.fullmatch("[0-9a-f]{64}", result["partialFingerprints"]["problem/v1"])


def test_an_address_in_sarif_is_an_address() -> None:
    problem = Problem.at("strategies/қала 1/a%b.yml", 1, "file-missing")
    log = json.loads(report.as_sarif([problem], words_in("en")))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "strategies/%D2%9B%D0%B0%D0%BB%D0%B0%201/a%25b.yml"


def test_a_line_stays_one_line() -> None:
    assert visible("a\n\x1b[31m\u202eb\u2028") == "a\\n\\x1b[31m\\u202eb\\u2028"
    problem = Problem.at("strategies/a\nb.yml", 1, "field-empty", field="\x1b]0;x")
    assert problem.render(words_in("en")).isprintable()


def test_a_name_that_is_no_text(project: Path) -> None:
    name = os.fsencode(project / "strategies/sample-1/chapters") + b"/\xff.kk.md"
    try:
        Path(os.fsdecode(name)).write_text("# ?\n", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    for form in report.REPORTERS:
        ran = run(project, "--format", form)
        assert ran.returncode == 1
        assert form in ("text", "github") or json.loads(ran.stdout)


# Codes


def test_the_codes_cover_every_message() -> None:
    for language in ("kk", "ru", "en"):
        assert set(words_in(language).words["problems"]) - SENTENCES == set(codes())


def test_codes() -> None:
    for code in codes().values():
        assert code.severity in ("error", "warning"), code.id
        assert re.fullmatch(r"|\d+( \d+\))?(, \d+( \d+\))?)*", code.paragraph), code.id
        for language in ("kk", "ru"):
            wrong, right = code.examples(language)
            assert wrong.strip() and right.strip() and wrong != right, code.id
    assert {code.id for code in codes().values() if code.severity == "warning"} == WARNINGS


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_message_says_what_is_wrong_and_what_to_do(language: str) -> None:
    messages = words_in(language).words["problems"]
    for code in codes():
        assert len(SENTENCE_END.split(messages[code])) > 1, code


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_placeholder_has_a_word(language: str) -> None:
    words = words_in(language)
    messages = [text for code, text in words.words["problems"].items() if code in codes()]
    used = {name for text in messages for _, name, _, _ in Formatter().parse(text) if name}
    assert used - words.words["placeholders"].keys() == set()
    assert all("{" not in words.pattern(code).replace("{{", "").replace("{#", "") for code in codes())


def test_a_problems_own_paragraph_comes_first() -> None:
    own = Problem.at("a.md", 1, "section-missing", paragraph="8, 22", id="x", title="x", nearest="")
    assert own.paragraph == "8, 22"
    assert Problem.at("a.yml", 1, "target-gap").paragraph == codes()["target-gap"].paragraph == "26"
    assert Problem.at("a.yml", 1, "nul").paragraph == ""


def test_problems_of_one_place_can_be_sorted() -> None:
    first = Problem.at("a.yml", 1, "nul").in_column(7)
    assert sort([first, Problem.at("a.yml", 1, "nul").in_column(2), first])[-1] == first
    mixed = [Problem.at("a.yml", 1, "field-range", given=given) for given in (1, "1")]
    assert len(sort(mixed)) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_catalogue_names_every_code(site: Path, language: str) -> None:
    html = (site / ("ru" if language == "ru" else "") / "problems/index.html").read_text("utf-8")
    for code in codes():
        assert f'<h3 id="{code}">' in html
        assert f'href="#{code}"' in html
    assert html.count('<pre class="example">') == 2 * len(codes())
    assert "&gt;" in html and "‹" in html


def test_a_change_that_was_stopped_is_finished_before_the_check(project: Path) -> None:
    """Nobody has to know of it: half a change would be told as errors that nobody made."""
    text = (project / INDICATORS).read_text("utf-8")
    changed = Change({INDICATORS: text}, {INDICATORS: text.replace("decimals: 1", "decimals: 2")})
    (project / JOURNAL).mkdir()
    prepare(project / JOURNAL, changed)
    assert run(project).returncode == 0
    assert (project / INDICATORS).read_text("utf-8") == changed.after[INDICATORS]
    assert not (project / JOURNAL).exists()
    (project / JOURNAL / LIST).mkdir(parents=True)
    refused = run(project)
    assert refused.returncode == 2
    assert "stopped" in refused.stderr


def test_the_developers_command_hands_its_arguments_on(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "install", lambda lock: called.append((lock,)))
    monkeypatch.setattr(dev, "run", lambda *command: called.append(command))
    monkeypatch.setattr(sys, "argv", ["dev.py", "check", "--city", "astana", "--format", "json"])
    dev.main()
    arguments = ("scripts/check.py", "--city", "astana", "--format", "json")
    assert called == [("requirements.txt",), (dev.python(), *arguments)]


def test_a_number_is_shown_as_it_is_read() -> None:
    assert visible("25,9\u00a0% 2\u202f400\u200b") == "25,9 % 2 400\\u200b"
