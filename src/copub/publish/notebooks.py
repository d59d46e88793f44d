"""Notebooks as files: which there are, what they declare, and whether they are clean."""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copub.errors import CopubError

COMMENT = re.compile(r"#\s*(.*)$")


@dataclass(frozen=True)
class Parameter:
    """One line of a notebook's cell tagged `parameters`: `first_year: int = 2003  # first year counted`."""

    name: str
    type: str
    default: str
    meaning: str


def notebook_paths(root: Path) -> dict[str, Path]:
    """Every notebook of the report by its section's slug."""
    return {path.stem: path for path in sorted((root / "notebooks").glob("*.ipynb"))}


def read(path: Path) -> dict[str, Any]:
    """A notebook as plain data. Raises `CopubError` when it cannot be read as one."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        content["cells"][0]["cell_type"]
    except (ValueError, LookupError, TypeError) as error:
        raise CopubError(
            f"not a notebook: {error}", where=str(path), do="make it again from its text twin with `jupytext --sync`"
        ) from error
    return content


def source_of(cell: dict[str, Any]) -> str:
    """A cell's text, whether kept as one text or as lines."""
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def declared(path: Path) -> dict[str, Parameter]:
    """The parameters a notebook takes, in order. Raises `CopubError` when it has not exactly one cell tagged `parameters`."""
    tagged = [cell for cell in read(path)["cells"] if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(tagged) != 1:
        raise CopubError(
            f"{len(tagged)} cells tagged `parameters`", where=str(path), do="tag exactly one cell `parameters`"
        )
    source = source_of(tagged[0])
    lines = source.splitlines()
    found = {}
    for line in ast.parse(source).body:
        target = (
            line.target
            if isinstance(line, ast.AnnAssign)
            else line.targets[0]
            if isinstance(line, ast.Assign)
            else None
        )
        if not isinstance(target, ast.Name) or not isinstance(line, ast.AnnAssign | ast.Assign) or line.value is None:
            raise CopubError(
                f"`{lines[line.lineno - 1]}` is no parameter",
                where=str(path),
                do="keep only lines `name: type = default  # meaning`",
            )
        comment = COMMENT.search(lines[(line.end_lineno or line.lineno) - 1][line.end_col_offset or 0 :])
        kind = ast.unparse(line.annotation) if isinstance(line, ast.AnnAssign) else ""
        found[target.id] = Parameter(target.id, kind, ast.unparse(line.value), comment[1] if comment else "")
    return found


def is_clean(path: Path) -> bool:
    """Whether a notebook has never been run: no outputs, no counts."""
    return not any(cell.get("outputs") or cell.get("execution_count") for cell in read(path)["cells"])


def clean(path: Path) -> bool:
    """Remove outputs and counts; True when there was something to remove."""
    if is_clean(path):
        return False
    content = read(path)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return True
