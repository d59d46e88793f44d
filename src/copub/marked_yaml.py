"""YAML that remembers its lines, so that an error can name them."""

from pathlib import Path
from typing import Any

import yaml

from copub.errors import CopubError

# The parser in C gives the same ten times faster, where PyYAML was built with it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Lines = dict[tuple[str, ...], int]


def load(path: Path) -> tuple[Any, Lines]:
    """The content of a YAML file and the line (from 1) of every key, by its path of keys.

    Raises `CopubError` for a missing file, broken YAML and a key that stands twice.
    """
    if not path.is_file():
        raise CopubError(f"no file {path.name}", where=str(path), do="check the path")
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=LOADER)
        content = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise CopubError(
            f"not readable as YAML: {getattr(error, 'problem', error)}", where=f"{path}{line}", do="mend the line"
        ) from error
    lines: Lines = {}
    if node is not None:
        _walk(node, (), lines, path)
    return content, lines


def _walk(node: yaml.Node, at: tuple[str, ...], lines: Lines, path: Path) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, entry in node.value:
        name = (*at, str(key.value))
        line = key.start_mark.line + 1
        if name in lines:
            raise CopubError(
                f"`{'.'.join(name)}` stands twice",
                where=f"{path}:{line}",
                do=f"keep one; the first is on line {lines[name]}",
            )
        lines[name] = line
        _walk(entry, name, lines, path)
