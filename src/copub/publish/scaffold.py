"""A new section: notebook, two pages, a line of the toc and labels, with gaps that every build refuses until they are filled."""

import re
from pathlib import Path
from textwrap import dedent

from copub.errors import CopubError
from copub.publish.toc import PREFIX, pages

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

NOTEBOOK = """
    # %% [markdown]
    # # {title}
    #
    # Question: write the question that this notebook answers.

    # %% tags=["parameters"]
    release: str = "ncses-2023"  # release of the NCSES tables
    first_year: int = 2003  # first publication year shown
    last_year: int = 2022  # last publication year shown, inclusive
    out: str = "_build/run"  # where facts and figures go, below the project's root

    # %%
    from copub.editions import check
    from copub.facts import Facts

    check(release=release, first_year=first_year, last_year=last_year)
    facts = Facts("{slug}", source="ncses-output")

    # %%
    # Measure, look, then keep: facts.record("answer", ..., unit=..., indicator=...), and draw_both(..., figure="{slug}_first", ...).
    facts.save(out)
"""
PAGES = {
    "en": """
    (sec-{slug})=
    # {title}

    :::{{admonition}} In short
    :class: answer
    Answer the question in one sentence, with its number: {{{{ {slug}.answer }}}}.
    :::

    :::{{chart}} {slug}_first
    :alt: Say in words what the figure shows
    Say what to look at.
    :::

    :::{{admonition}} What these data cannot say
    :class: limits
    Name what is not in the source.
    :::

    :::{{parameter-box}}
    :::
    """,
    "zh": """
    (sec-{slug})=
    # {title}

    :::{{admonition}} 要点
    :class: answer
    用一句话和一个数字回答问题：{{{{ {slug}.answer }}}}。
    :::

    :::{{chart}} {slug}_first
    :alt: 用文字说明图中内容
    说明看点。
    :::

    :::{{admonition}} 这些数据不能说明什么
    :class: limits
    指出来源中没有的内容。
    :::

    :::{{parameter-box}}
    :::
    """,
}
LABELS = """\
  {slug}_first:
    title: {{en: What the figure says, zh: 图的结论}}
    subtitle: {{en: "Unit, and how works are counted", zh: 单位与计数方法}}
"""


def new_section(root: Path, slug: str) -> list[Path]:
    """Write the files of a section that does not exist yet; return those written or changed.

    Raises `CopubError` for a slug that is no slug, or is taken. The pages quote a fact and show a figure that the notebook does not make
    yet, so `copub check` and every build say what is left to do.
    """
    if not SLUG.fullmatch(slug):
        raise CopubError(
            f"`{slug}` is no slug",
            where="copub new section",
            do="use small letters and digits, words joined by hyphens",
        )
    notebook = root / "notebooks" / f"{slug}.ipynb"
    written = {language: root / "book" / language / f"{slug}.md" for language in PAGES}
    taken = [path for path in (notebook, notebook.with_suffix(".py"), *written.values()) if path.exists()]
    if taken or slug in pages(root):
        raise CopubError(
            f"section `{slug}` exists", where=str(taken[0] if taken else root / "_toc.yml"), do="choose another slug"
        )

    import jupytext

    title = slug.replace("-", " ").capitalize()
    text = dedent(NOTEBOOK).format(slug=slug, title=title).lstrip()
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    content = jupytext.reads(text, fmt="py:percent")
    content.metadata.update(metadata)
    for number, cell in enumerate(content.cells):
        cell["id"] = f"cell-{number}"
    jupytext.write(content, notebook)
    jupytext.write(content, notebook.with_suffix(".py"), fmt="py:percent")
    for language, path in written.items():
        path.write_text(dedent(PAGES[language]).format(slug=slug, title=title).lstrip(), encoding="utf-8")
    toc = _add_to_toc(root, slug)
    return [notebook, notebook.with_suffix(".py"), *written.values(), toc, _add_labels(root, slug)]


def _add_to_toc(root: Path, slug: str) -> Path:
    """After the last page of the first part."""
    path = root / "_toc.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    captions = [at for at, line in enumerate(lines) if "caption:" in line]
    end = captions[1] if len(captions) > 1 else len(lines)
    last = max(at for at in range(end) if re.match(rf"\s*- file: {PREFIX}", lines[at]))
    indent = lines[last][: len(lines[last]) - len(lines[last].lstrip())]
    lines.insert(last + 1, f"{indent}- file: {PREFIX}{slug}\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _add_labels(root: Path, slug: str) -> Path:
    """Below `figure:`, where the words of figures stand."""
    path = root / "book" / "labels.yml"
    text = path.read_text(encoding="utf-8")
    if not re.search(r"^figure:[ \t]*$", text, re.MULTILINE):
        text = text.rstrip("\n") + "\n\nfigure:\n"
    addition = LABELS.format(slug=slug)
    path.write_text(
        re.sub(r"^figure:[ \t]*\n", lambda match: match[0] + addition, text, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )
    return path
