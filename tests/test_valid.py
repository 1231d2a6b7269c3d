"""Every built page is valid HTML: the Nu Html Checker, which needs Java, finds no error.

Judged and left: the checker takes a page from a folder for one without an origin, so that nothing is of
its own site ('self'), and data for search engines for a script; a stroke at the end of an empty element is
what the parser of Markdown writes.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

NU = os.environ.get("NU", "")
JUDGED = ("violates Content Security Policy", "Trailing slash on void elements")


@pytest.mark.skipif(not NU, reason="scripts/dev.py found no Java or no Nu Html Checker")
def test_every_page_is_valid(published: Path) -> None:
    command = ["java", "-Xss4m", "-jar", NU, "--skip-non-html", "--format", "json", str(published)]
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(checked.stderr)["messages"]
    # It says something of each page's own scripts, so a page on which it says nothing was not read.
    pages = {page.as_uri().replace("///", "/") for page in published.rglob("*.html")}
    assert {message["url"] for message in messages} >= pages
    found = [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')}"
        for message in messages
        if not any(left in message["message"] for left in JUDGED)
    ]
    assert not found, "\n".join(found[:20])
