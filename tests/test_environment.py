"""The templates' surroundings: ours escape, and MkDocs parses no page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sample
from citystrategy.outputs.environment import teach
from jinja2 import DictLoader, Environment

TEMPLATES = {
    "ours.html": "{{ text }}",
    "theirs.html": "{{ text }}",
}
WITHOUT_A_PARSER = """
from mkdocs.structure import pages
pages.markdown = None
from mkdocs.__main__ import cli
cli(["build", "--strict"])
"""


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment in which all templates but one are ours."""
    for name in TEMPLATES.keys() - {"theirs.html"}:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    env = Environment(loader=DictLoader(TEMPLATES))
    teach(env, tmp_path, {"text": "<&>"})
    return env


def test_only_our_templates_escape(environment: Environment) -> None:
    assert environment.get_template("ours.html").render() == "&lt;&amp;&gt;"
    assert environment.get_template("theirs.html").render() == "<&>"


def test_mkdocs_parses_no_page(tmp_path: Path) -> None:
    """Generated pages and chapters, of either language, are built where MkDocs has no parser at all."""
    sample.project(tmp_path, cities=1, approved=True)
    command = [sys.executable, "-c", WITHOUT_A_PARSER]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site/ru/sample-1/monitoring/index.html").exists()
