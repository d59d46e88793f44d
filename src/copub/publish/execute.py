"""Running one notebook with papermill, so that two runs leave the same bytes."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from copub.errors import CopubError

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ARROW = re.compile(r"^-+> *\d+ (.*)$", re.MULTILINE)


def execute(source: Path, target: Path, parameters: dict[str, Any], *, root: Path, out: Path, failed: Path) -> None:
    """Run the notebook `source` at the project's root and write it, with its outputs, to `target`.

    `out` is handed to the notebook as the place for its facts and figures. A cell that fails raises `CopubError` with its line, and the
    notebook as far as it came stays at `failed`.
    """
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    shown = out.relative_to(root).as_posix()
    sockets = Path(tempfile.mkdtemp(prefix="copub-"))
    try:
        papermill.execute_notebook(
            str(source), str(target), {**parameters, "out": shown}, kernel_name="python3", cwd=str(root), progress_bar=False,
            log_output=False, record_timing=False, shutdown_kernel="immediate", kernel_manager_class=_manager(sockets),
        )  # fmt: skip
    except PapermillExecutionError as error:
        failed.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(target, failed)
        arrow = ARROW.findall(COLOUR.sub("", "\n".join(error.traceback)))
        line = f"\n  line:  {arrow[0].strip()}" if arrow else ""
        raise CopubError(
            f"{error.ename}: {error.evalue}",
            where=f"{source.relative_to(root)}, cell {error.exec_count}{line}",
            do=f"mend the cell; the notebook as far as it came is {failed.relative_to(root)}",
        ) from None
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
    notebook = nbformat.read(target, as_version=4)
    _settle(notebook)
    text = nbformat.writes(notebook, version=4).replace(shown, "_build/run").replace(f"{root}/", "")
    target.write_text(ADDRESS.sub("", text) + "\n", encoding="utf-8")


def _manager(sockets: Path) -> type:
    """A kernel manager that talks through files of its own: no open port, and parallel kernels do not meet."""
    from jupyter_client.manager import AsyncKernelManager

    class Manager(AsyncKernelManager):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs, transport="ipc", ip=str(sockets / "kernel"))

    return Manager


def _settle(notebook: Any) -> None:
    """Drop what differs from run to run and says nothing about the result."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
