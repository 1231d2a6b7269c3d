"""`compare` tells what a change means for readers, whatever anybody wrote into a revision."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import mutations
import pytest
from citystrategy.tools import forms, revisions, told
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE, UNABLE
from citystrategy.tools.compare import _side, reader
from citystrategy.tools.told import Compared, Span, ToldPart
from citystrategy.words.words import tool_words
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mutants import TODAY
from playwright.sync_api import Browser

CITY = "strategies/sample-1"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(root: Path, *arguments: str) -> str:
    asked = subprocess.run(["git", *WHO, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return asked.stdout.strip()


def commit(root: Path, message: str = "change") -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def repository(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample city in a repository of one commit, on a day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    git(tree, "init", "-q", "-b", "main")
    commit(tree)
    return tree


@pytest.fixture
def compare(repository: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Calls the command; its status, its answer and its complaints."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(["compare", *arguments], repository)
        return status, *capsys.readouterr()

    return call


def first(root: Path, folder: str, language: str) -> Path:
    return sorted((root / CITY / folder).glob(f"*.{language}.md"))[0]


def words_into(root: Path, language: str, new: str) -> Path:
    """Puts words at the end of a chapter."""
    path = first(root, "chapters", language)
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{new}\n", "utf-8")
    return path


def test_nothing_is_told_of_what_is_the_same(compare: Any) -> None:
    status, answer, _ = compare("--lang", "en")
    assert status == DONE
    assert "Nothing changes in the strategies." in answer
    assert len(answer.splitlines()) == 3


def test_words_out_and_in_and_the_language_that_stays(repository: Path, compare: Any) -> None:
    words_into(repository, "kk", "жаңа сөз")
    _, answer, _ = compare("--lang", "ru")
    assert "{+жаңа сөз+}" in answer
    assert "Изменен только казахский текст." in answer
    assert "из них только на казахском – 1" in answer
    words_into(repository, "ru", "новое слово")
    _, answer, _ = compare("--lang", "kk")
    assert "{+жаңа сөз+}" in answer and "{+новое слово+}" in answer
    assert "Тек қазақша" not in answer


def test_spaces_alone_change_nothing(repository: Path, compare: Any) -> None:
    path = first(repository, "chapters", "kk")
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n\n\n"), "utf-8")
    assert "Nothing changes" in compare("--lang", "en")[1]


def test_values_are_told_old_and_new_with_what_they_do_to_statuses(repository: Path, compare: Any) -> None:
    actuals = sorted((repository / CITY / "actuals").glob("*.yml"))[-1]
    text = actuals.read_text("utf-8")
    number = re.search(r"value: ([\d.]+)", text)
    assert number
    edit(repository, str(actuals.relative_to(repository)), number[0], "value: 1")
    status, answer, _ = compare("--lang", "ru")
    assert status == DONE
    assert f"[-{float(number[1]):.1f}-] → {{+1,0+}}".replace(".", ",") in answer
    assert re.search(r"Статус: \[-\w[\w ]+-\] → \{\+\w[\w ]+\+\}", answer)
    assert "Статусы вычислены на 22 ноября 2026 года" in answer.replace("\u00a0", " ")


def test_targets_indicators_and_what_the_strategy_is(repository: Path, compare: Any) -> None:
    plan = (repository / CITY / "indicators.yml").read_text("utf-8")
    target = re.search(r"year: 2050,? *\n? *value: ([\d.]+)", plan)
    assert target
    edit(repository, f"{CITY}/indicators.yml", target[0], target[0].replace(target[1], "7777"))
    edit(repository, f"{CITY}/strategy.yml", "status: draft", "status: demonstration")
    _, answer, _ = compare("--lang", "kk")
    assert "2050 жылға арналған нысаналы мән: [-" in answer and "7 777" in answer.replace("\u00a0", " ")
    assert "Құжаттың мәртебесі: [-жоба, бекітілмеген-] → {+көрсетілім нұсқасы, бекітілмеген+}" in answer


def test_problems_appear_and_go_wherever_their_lines_move(repository: Path, compare: Any) -> None:
    path = words_into(repository, "ru", "Смотри <b>здесь</b>.")
    name = path.relative_to(repository).as_posix()
    broken = commit(repository)
    _, answer, _ = compare("HEAD~1", "HEAD", "--lang", "ru")
    assert "Новые ошибки и предупреждения" in answer and f"{name}:" in answer
    assert "Статусы не сравнивались" in answer
    path.write_text(path.read_text("utf-8").replace("## ", "\n\n\n## ", 1), "utf-8")
    _, answer, _ = compare(broken, "--lang", "ru")
    assert "ошибки и предупреждения" not in answer.lower()
    path.write_text(path.read_text("utf-8").replace("<b>", "").replace("</b>", ""), "utf-8")
    _, answer, _ = compare(broken, "--lang", "ru")
    assert "Ошибки и предупреждения, которых больше нет" in answer and "Новые" not in answer


def test_what_the_base_did_since_is_no_change_of_the_head(repository: Path, compare: Any) -> None:
    git(repository, "switch", "-q", "-c", "branch")
    words_into(repository, "kk", "тармақтан")
    commit(repository)
    git(repository, "switch", "-q", "main")
    words_into(repository, "ru", "из основной")
    commit(repository)
    _, answer, _ = compare("main", "branch", "--lang", "en")
    assert "тармақтан" in answer and "основной" not in answer


def test_a_city_that_comes_goes_or_cannot_be_read(repository: Path, compare: Any) -> None:
    with_city = git(repository, "rev-parse", "HEAD")
    shutil.rmtree(repository / CITY)
    without = commit(repository)
    assert "The whole strategy of the city is removed." in compare(with_city, without, "--lang", "en")[1]
    git(repository, "revert", "--no-edit", "HEAD")
    assert "The whole strategy of the city is added." in compare(without, "HEAD", "--lang", "en")[1]
    (repository / "strategies/_cities.yml").write_text("cities: [", "utf-8")
    status, answer, _ = compare("--lang", "en")
    assert status == DONE
    assert "could not be read and were not compared" in answer and "removed" not in answer
    assert re.search(r"strategies/_cities.yml:\d+ error", answer)


def test_what_cannot_be_read_seems_not_to_have_gone(repository: Path, compare: Any) -> None:
    (repository / CITY / "indicators.yml").write_text("indicators: {", "utf-8")
    chapter = first(repository, "chapters", "kk")
    chapter.write_bytes(b"\xff\xfe")
    _, answer, _ = compare("--lang", "en")
    assert f"{CITY}/indicators.yml cannot be read" in answer
    assert f"{CITY}/chapters/{chapter.name} cannot be read" in answer
    assert "Removed indicators" not in answer and "removed" not in answer


def test_sources_and_other_files(repository: Path, compare: Any) -> None:
    path = repository / "strategies/_sources.yml"
    source = "- {id: new, kind: press, title: {kk: Жаңа, ru: Новый}, url: 'https://example.org/new'}\n"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{source}", "utf-8")
    (repository / "program.py").write_text("", "utf-8")
    _, answer, _ = compare("--lang", "ru")
    assert "Новые источники\n    {+Новый+} https://example.org/new" in answer
    assert "файлы программы и настроек: 1" in answer


def test_what_all_cities_share(repository: Path, compare: Any) -> None:
    path = repository / "strategies/_cities.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(population:\s+value: )\d+", r"\g<1>123456", text, count=1), "utf-8")
    _, answer, _ = compare("--lang", "kk")
    line = next(line for line in answer.splitlines() if "123\u00a0456" in line or "123 456" in line)
    assert line.strip().startswith("Мысал-1. ") and "→" in line


def test_how_values_were_received(repository: Path, compare: Any) -> None:
    path = sorted((repository / CITY / "actuals").glob("*.yml"))[-1]
    receipt = """received:
  - date: 2026-03-01
    body: {kk: Бюро, ru: Бюро статистики}
    filled_by: А. А.
    checked_by: Б. Б.
"""
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{receipt}", "utf-8")
    _, answer, _ = compare("--lang", "ru")
    assert "{+Бюро статистики+}" in answer and "{+Б. Б.+}" in answer and "{+1 марта 2026" in answer


def test_one_city_only(repository: Path, compare: Any) -> None:
    words_into(repository, "kk", "жаңа сөз")
    assert "жаңа сөз" in compare("--city", "sample-1", "--lang", "en")[1]
    status, _, complaint = compare("--city", "sampel-1", "--lang", "ru")
    assert status == UNABLE
    assert "«sampel-1» нет" in complaint and "«sample-1»" in complaint
    assert "жаңа сөз" in compare("--city", "мысал-1", "--lang", "kk")[1], "a city has names too"


def test_no_revision_and_no_repository_are_said(
    repository: Path, compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for revision in ("no-such", "--output=x", "HEAD:docs", "@{99}"):
        status, _, complaint = compare("--lang", "en", "--", revision)
        assert (status, "has no branch, tag or commit" in complaint) == (UNABLE, True), revision
    assert not (repository / "x").exists()
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    status, _, complaint = compare("--lang", "kk")
    assert status == UNABLE and "Салыстыру мүмкін емес" in complaint
    monkeypatch.setenv("PATH", "")
    assert compare("--lang", "ru")[0] == UNABLE


def test_a_revision_with_links_and_giants_is_only_looked_at(repository: Path, compare: Any) -> None:
    secret = repository.parent / "secret"
    secret.write_text("тайна", "utf-8")
    chapter = first(repository, "chapters", "ru")
    chapter.unlink()
    chapter.symlink_to(secret)
    (repository / CITY / "profile.yml").write_text("#" * 3_000_000, "utf-8")
    (repository / ".gitattributes").write_text("strategies/** export-ignore filter=evil\n", "utf-8")
    commit(repository)
    status, answer, _ = compare("HEAD~1", "HEAD", "--lang", "en")
    assert status == DONE
    assert "тайна" not in answer
    assert f"{CITY}/profile.yml:1" in answer and f"{CITY}/chapters/{chapter.name}:1" in answer
    assert answer.count("export-ignore") == 0 and "whole strategy" not in answer


def test_paths_that_lead_out_are_not_written() -> None:
    assert revisions._harmless("strategies/a/b.yml")
    assert not any(map(revisions._harmless, ("../x", "strategies/../../x", "/x", "strategies//x", "./x")))


MARKUP = "@user #12 !3 <script>alert(1)</script> [x](javascript:1) https://a.example **b** `c` | d\n/close"


def rendered(markdown: str) -> str:
    """A comment as a code host would show it, before it looks for mentions and addresses."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def tags(html: str) -> set[str]:
    return set(re.findall(r"<(\w+)", html))


def test_nothing_of_a_content_is_markup_in_a_comment(repository: Path, compare: Any) -> None:
    words_into(repository, "ru", MARKUP)
    _, answer, _ = compare("--format", "markdown", "--lang", "ru")
    html = rendered(answer)
    assert tags(html) == {"h2", "h3", "h4", "h5", "ul", "li", "b", "ins"}
    assert "@user" not in html and "#12" not in html and "https://" not in html
    assert "@\u2060user" in html
    assert not any(line.startswith("/") for line in answer.splitlines())


@given(st.text() | st.text("<>&`*_[]()!@#:/\\|~-=+.\n a1"))
def test_no_text_is_markup(text: str) -> None:
    block = ToldPart(2, text, ((Span("plain", "-"), Span("strong", text), Span("in", text)),), long=True)
    words = tool_words("ru")
    answer = forms.as_markdown([ToldPart(1, "t"), block], words)
    assert tags(rendered(answer)) <= {"h2", "h3", "ul", "li", "b", "ins"}
    page = forms.as_html([ToldPart(1, text), block], words)
    assert tags(page) <= tags((forms.TEMPLATES / "compare.html").read_text("utf-8")) | {"h2"}
    assert forms.as_text([block], words).count("\n") == 3


def test_a_comment_is_never_too_long(repository: Path, compare: Any) -> None:
    words = tool_words("kk")
    section = ToldPart(4, "т", ((Span("in", "сөз " * 5_000),),) * 3, long=True)
    many = [ToldPart(1, "т"), *([section] * 40), ToldPart(2, "д", ((Span("plain", "дереккөз"),),) * 500)]
    answer = forms.as_markdown(many, words)
    assert len(answer) <= 65_536 - 2_000
    assert "көрсетілмеген бөліктер саны" in answer and "тағы жолдар саны" in answer
    assert "дереккөз" in answer, "texts give way before all else"


def test_the_page_is_one_file_without_scripts(
    repository: Path, tmp_path: Path, compare: Any, browser: Browser
) -> None:
    words_into(repository, "ru", MARKUP)
    file = tmp_path / "answers/page.html"
    status, answer, _ = compare("--format", "html", "--to", str(file), "--lang", "kk")
    assert status == DONE and answer == f"Жазылды: {file}\n"
    page = browser.new_page(viewport={"width": 360, "height": 800})
    told_of: list[str] = []
    page.on("console", lambda message: told_of.append(message.text))
    page.on("request", lambda request: told_of.append(request.url))
    page.goto(file.as_uri())
    assert told_of == [file.as_uri()]
    assert (
        page.evaluate("getComputedStyle(document.querySelector('ins')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("script, img, a, link").count() == 0
    page.close()


@pytest.mark.parametrize("seed", range(8))
def test_no_change_of_a_tree_is_too_much(seed: int, tree: Path, tmp_path: Path) -> None:
    """`mutations` change trees at random; the other way round, the broken one is the base."""
    shutil.copytree(ROOT / "docs", tree / "docs", dirs_exist_ok=True)
    before = _side(tree, TODAY)
    mutations.mutate(tree, random.Random(seed))
    after = _side(tree, TODAY)
    for one, other in ((before, after), (after, before)):
        for language in ("kk", "ru", "en"):
            words = tool_words(language)
            blocks = told.told(Compared(one, other, ("a", "b"), ()), None, words, reader(words))
            assert all(form(blocks, words) for form in forms.FORMS.values())


def test_as_a_program_on_an_old_console(repository: Path) -> None:
    words_into(repository, "kk", "әіңғүұқөһ")
    shutil.copytree(ROOT / "hooks", repository / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    called = subprocess.run(
        [sys.executable, "-m", "citystrategy.tools", "compare", "--lang", "kk"],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": "hooks", "PYTHONIOENCODING": "cp866"},
        capture_output=True,
        check=False,
    )
    assert called.returncode == DONE, called.stderr
    assert "{+әіңғүұқөһ+}" in called.stdout.decode("utf-8")
