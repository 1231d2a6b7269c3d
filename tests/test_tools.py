"""The commands: found, explained and refused in the editor's language."""

import argparse
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from citystrategy.tools.__main__ import COMMANDS, main
from citystrategy.words.words import tool_words
from conftest import ROOT

CYRILLIC = ("kk", "ru")
PROGRAMMERS = {
    ".__call__() not defined",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    'argument "-" with mode %r',
    "cannot merge actions - two groups are named %r",
    "'required' is an invalid argument for positionals",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "mutually exclusive arguments must be optional",
    "cannot have multiple subparser arguments",
    "%r is not callable",
}
"""Phrases of argparse for those who write commands."""
UNUSED = {
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "can't open '%(filename)s': %(error)s",
    "unexpected option string: %s",
}
"""Phrases for what no command has: commands within commands, files as types."""


@pytest.mark.parametrize("language", CYRILLIC)
def test_argparse_says_nothing_in_english(language: str) -> None:
    source = inspect.getsource(argparse)
    phrases = set(re.findall(r"""(?<![\w.])_\(\s*(?:'([^'\n]+)'|"([^"\n]+)")\s*\)""", source))
    said = {(one or other).replace("\\n", "\n") for one, other in phrases}
    known = tool_words(language).words["argparse"]
    assert len(said) > 20
    assert said - PROGRAMMERS - UNUSED - known.keys() == set()
    for english, phrase in known.items():
        named = re.compile(r"%\(\w+\)[sr]")
        assert {*named.findall(phrase)} <= {*named.findall(english)}
        assert re.findall("%[sr]", phrase) == re.findall("%[sr]", english)
        assert not re.search("[a-z]{3}", re.sub(r"%\(\w+\)[sr]", "", phrase))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", CYRILLIC)
def test_help_is_in_the_language(language: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help", "--lang", language])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert f"python scripts/dev.py {command}" in shown
    for word in ("usage", "options", "arguments", "show this"):
        assert word not in shown


@pytest.mark.parametrize("language", CYRILLIC)
def test_a_wrong_argument_is_told_in_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["schemas", "--nonsense", "--lang", language])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "--nonsense" in told
    assert not re.search("unrecognized|error|usage", told)


@pytest.mark.parametrize("language", CYRILLIC)
def test_a_command_that_is_not_there_is_told_with_all_that_are(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compar", "--lang", language], tmp_path) == 2
    told = capsys.readouterr().err
    assert "«compar»" in told
    assert "«compare»" in told
    words = tool_words(language)
    for command, module in COMMANDS.items():
        assert f"  {command}: {words(f'{module}.about')}" in told
    for program in ("site", "build", "check", "test"):
        assert f"  {program}: {words(f'tools.programs.{program}')}" in told
    assert main(["--lang", language], tmp_path) == 2
    assert "«compare»" not in capsys.readouterr().err


@pytest.mark.parametrize("language", CYRILLIC)
@pytest.mark.parametrize("given", ["--help", "--format=x", "--nonsense"])
def test_the_check_speaks_the_language_too(language: str, given: str) -> None:
    command = [sys.executable, "scripts/check.py", given, "--lang", language]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.returncode == (0 if given == "--help" else 2)
    assert "python scripts/dev.py check" in answer.stdout + answer.stderr
    assert not re.search("usage|options|error|invalid|show this", answer.stdout + answer.stderr)


def test_the_language_may_stand_before_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("--lang", "ru"), ("--lang=ru",):
        with pytest.raises(SystemExit) as ended:
            main([*language, "due", "--help"], tmp_path)
        assert ended.value.code == 0
        assert "python scripts/dev.py due" in capsys.readouterr().out


def test_help_without_a_command_lists_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "kk"], tmp_path) == 0
    assert "approve" in capsys.readouterr().out


def test_who_reads_the_beginning_only_is_not_troubled(tree: Path) -> None:
    """What is written is written: a reader that goes, such as `head`, changes nothing of it."""
    program = (
        "import sys; from pathlib import Path; from citystrategy.tools.__main__ import main;"
        "sys.exit(main(['record', 'sample-1', 'indicator-1', '2025', '51,3', '--lang', 'ru',"
        " '--source', 'sample',"
        " '--reason-kk', 'Түзету', '--reason-ru', 'Правка'], Path(sys.argv[1])))"
    )
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", program, str(tree)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(write)
    assert done.returncode == 0
    assert [line for line in done.stderr.decode().splitlines() if "[value-unlikely]" not in line] == []
    assert "51.3" in (tree / "strategies/sample-1/actuals/2025.yml").read_text("utf-8")
