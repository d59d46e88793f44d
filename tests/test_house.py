"""The house rules: style, types, layers, and the skeleton of both languages."""

import subprocess
import sys
from pathlib import Path

import pytest

from copub.publish.check import check
from miniature import ROOT

TOOLS = {
    "style": ["-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}


@pytest.mark.parametrize("rule", TOOLS)
def test_the_code_keeps_the_rule(rule: str) -> None:
    done = subprocess.run([sys.executable, *TOOLS[rule]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_notebooks_and_editions_have_no_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert [str(fault) for fault in check(ROOT)] == []


def test_every_module_opens_by_saying_what_it_is() -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith('"""'), f"{path.relative_to(ROOT)} does not open by saying what it is"


def test_each_requirement_is_pinned_exactly() -> None:
    lines = [
        line
        for line in Path(ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if line and line[0] != "#"
    ]
    assert [line for line in lines if "==" not in line] == []
