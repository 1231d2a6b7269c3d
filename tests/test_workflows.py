"""The workflows of code hosts: well formed, without rights that they do not need, and true to commands."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github/workflows"
NAMES = ("answer", "check", "due", "publish", "test")
TEXT, DATA, PROGRAM = "legal", "statistics", "program"


def workflow(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return loaded


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


def test_these_are_all_workflows() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(NAMES)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [f".github/workflows/{name}.yml" for name in NAMES]),
        ("custom.github-workflows-require-timeout", [f".github/workflows/{name}.yml" for name in NAMES]),
        ("vendor.dependabot", [".github/dependabot.yml"]),
        ("vendor.gitlab-ci", [".gitlab-ci.yml"]),
    ],
)
def test_each_has_the_form_that_its_host_takes(schema: str, files: list[str]) -> None:
    transformed = ("--data-transform", "gitlab-ci") if schema == "vendor.gitlab-ci" else ()
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *transformed, *files]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stdout


def test_the_auditor_of_workflows_finds_nothing() -> None:
    command = [
        Path(sys.executable).parent / "zizmor",
        "--offline",
        "--persona",
        "pedantic",
        "--quiet",
        ".github",
    ]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stdout


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit_and_one_version_is_used(name: str) -> None:
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    for line in re.findall(r"uses: (.+)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_each_action_is_used_in_one_version() -> None:
    used = {step["uses"] for name in NAMES for step in steps(name) if "uses" in step}
    assert len({action.split("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_given_job_by_job_and_nothing_is_cached(name: str) -> None:
    described = workflow(name)
    assert described["permissions"] == {} and "concurrency" in described
    assert "cache" not in re.sub(r"#.*", "", (FOLDER / f"{name}.yml").read_text("utf-8"))
    for job in described["jobs"].values():
        assert job["timeout-minutes"] <= 90


@pytest.mark.parametrize("name", ["check", "test"])
def test_what_runs_for_strangers_has_no_secret_and_writes_nothing(name: str) -> None:
    assert all(job["permissions"] == {"contents": "read"} for job in workflow(name)["jobs"].values())
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    assert "secrets." not in text and "github.token" not in text
    for step in steps(name):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_what_may_write_comments_runs_nothing_of_a_pull_request() -> None:
    used = [step["uses"].split("@")[0] for step in steps("answer") if "uses" in step]
    assert used == ["actions/download-artifact"]
    run = "\n".join(step.get("run", "") for step in steps("answer"))
    assert "${{" not in run and not re.search(r"python|bash|eval|source ", run)


def test_the_comment_tells_both_languages_and_is_brought_up_to_date() -> None:
    run = next(step["run"] for step in steps("answer") if "run" in step)
    for language in ("kk", "ru"):
        assert re.search(rf"{language}-success\) said=", run) and re.search(
            rf"{language}-failure\) said=", run
        )
    assert "--method PATCH" in run


@pytest.mark.parametrize("name", [*(f".github/workflows/{name}.yml" for name in NAMES), ".gitlab-ci.yml"])
def test_every_command_called_there_exists(name: str) -> None:
    from citystrategy.tools.__main__ import COMMANDS

    text = (ROOT / name).read_text("utf-8")
    called = set(re.findall(r"python scripts/dev\.py ([a-z-]+)", text))
    assert called <= {*COMMANDS, "check", "build", "test"}
    for script in re.findall(r"python (\S+\.py)", text):
        assert (ROOT / script).is_file(), script


def test_the_site_is_built_every_day_and_what_is_overdue_listed_every_month() -> None:
    # YAML takes the key `on` for true.
    assert [entry["cron"] for entry in workflow("publish")[True]["schedule"]] == ["20 19 * * *"]
    assert [entry["cron"] for entry in workflow("due")[True]["schedule"]] == ["0 4 1 * *"]


def test_merge_requests_of_gitlab_have_no_token_and_no_cache() -> None:
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    assert "cache" not in jobs and not any("cache" in job for job in jobs.values() if isinstance(job, dict))
    assert "TOKEN" not in str(jobs["check"]) and "TOKEN" in str(jobs["due"])
    assert "merge_request_event" not in str(jobs["due"]["rules"]) + str(jobs["pages"]["rules"])


def test_both_hosts_have_one_template_in_both_languages() -> None:
    text = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8") == text
    for line in text.splitlines():
        assert not line.strip() or line.startswith("- Кім") or "·" in line, f"both languages: {line}"


def owners(path: str) -> set[str]:
    """The teams that CODEOWNERS names for a file."""
    lines = (ROOT / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    fitting = [teams for pattern, *teams in rules if fits(pattern, path)]
    return {team.rpartition("/")[2] for team in fitting[-1]}


def fits(pattern: str, path: str) -> bool:
    if pattern == "*":
        return True
    parts, names = pattern.strip("/").split("/"), path.split("/")
    if len(parts) > len(names) or (len(parts) < len(names) and not pattern.endswith("/")):
        return False
    return all(fnmatchcase(name, part) for part, name in zip(parts, names, strict=False))


@pytest.mark.parametrize(
    ("path", "whose"),
    [
        ("strategies/astana/chapters/01-vision.kk.md", {TEXT}),
        ("strategies/astana/strategy.yml", {TEXT}),
        ("strategies/astana/editions/1.json", {TEXT}),
        ("strategies/astana/indicators.yml", {TEXT, DATA}),
        ("strategies/astana/actuals/2025.yml", {DATA}),
        ("strategies/astana/actuals/revisions/2025.yml", {DATA}),
        ("strategies/_sources.yml", {DATA}),
        ("strategies/_data/city_ratings.csv", {DATA}),
        ("docs/about.kk.md", {TEXT}),
        ("hooks/events.py", {PROGRAM}),
        (".github/workflows/check.yml", {PROGRAM}),
    ],
)
def test_text_data_and_program_are_told_apart(path: str, whose: set[str]) -> None:
    assert owners(path) == whose


def test_nothing_of_the_strategies_is_left_to_programmers() -> None:
    asked = subprocess.run(
        ["git", "ls-files", "-z", "strategies"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for path in filter(None, asked.stdout.split("\0")):
        assert PROGRAM not in owners(path) or path.endswith("_redirects.yml"), path


@pytest.mark.skipif(not shutil.which("bash"), reason="the step is for bash")
@pytest.mark.parametrize(("conclusion", "sign"), [("success", "✅"), ("failure", "❌")])
@pytest.mark.parametrize("before", ["", "77"])
def test_the_comment_as_it_is_written(tmp_path: Path, conclusion: str, sign: str, before: str) -> None:
    """The step is run with a `gh` that notes what it is given: one comment a language, made or replaced."""
    (tmp_path / "answer").mkdir()
    (tmp_path / "answer/kk.md").write_text("$(touch hacked) `touch hacked` ${{ x }}", "utf-8")
    (tmp_path / "answer/ru.md").symlink_to("/etc/hostname")
    gh = tmp_path / "gh"
    gh.write_text(
        "#!/bin/bash\n"
        'case "$*" in *"/pulls "*) echo 5;; *--paginate*) echo "$BEFORE";;\n'
        '*) echo "$*" >> asked; cat body.md >> bodies;; esac\n',
        "utf-8",
    )
    gh.chmod(0o755)
    step = next(step for step in steps("answer") if "run" in step)
    given = dict.fromkeys(step["env"], "") | {
        "GH_REPO": "o/r",
        "CONCLUSION": conclusion,
        "RUN": "https://x",
        "BRANCH": "$(touch hacked)",
    }
    path = f"{tmp_path}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={**given, "PATH": path, "BEFORE": before},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    there = "PATCH repos/o/r/issues/comments/77" if before else "POST repos/o/r/issues/5/comments"
    assert [there in line for line in asked] == [True, True]
    bodies = (tmp_path / "bodies").read_text("utf-8")
    assert bodies.count(sign) == 2 and "$(touch hacked) `touch hacked`" in bodies
    assert not (tmp_path / "hacked").exists()
    hostname = Path("/etc/hostname")
    assert not hostname.is_file() or hostname.read_text("utf-8") not in bodies, "links are not followed"
