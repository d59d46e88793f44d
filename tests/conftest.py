"""What every test may use: the project's root, and a miniature report of two notebooks and four pages a language."""

import shutil
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">'
    '<rect width="72" height="36" fill="#fff"/></svg>'
)

MATERIAL = f"""from pathlib import Path
import json
from copub.facts import Facts
from copub.project import find_root
SVG = '''{SVG}'''
def draw(section, figure):
    folder = find_root() / out
    for language in ("en", "zh"):
        for suffix in ("", ".dark"):
            path = folder / "figures" / language / f"{{figure}}{{suffix}}.svg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(SVG)
    for path, text in ((folder / "data" / f"{{figure}}.csv", "year,value\\n2020,1\\n"),
                       (folder / "charts" / f"{{section}}.json",
                        json.dumps([dict(figure=figure, section=section, sources=["fingers"], indicators=[])]))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)"""

PAGES = {
    "en": {
        "index": """
            (sec-index)=
            # Counting on fingers

            There are {{ alpha.n_works }} works; see [the first section](#sec-alpha).
            """,
        "alpha": """
            (sec-alpha)=
            # Works

            :::{admonition} The answer
            :class: answer
            {{ alpha.n_works | about }} works by {term}`full-counting`.
            :::

            (sec-alpha-more)=
            ## More about cooperation

            :::{chart} alpha_works
            :alt: A white box standing for {{ alpha.n_works }} works
            The **works**.
            :::

            :::{parameter-box}
            :::
            """,
        "beta": """
            (sec-beta)=
            # Shares

            A share of {{ beta.share }} since {{ edition.first_year }}.
            """,
        "glossary": """
            (sec-glossary)=
            # Glossary

            :::{glossary-list}
            :::
            """,
    },
    "zh": {
        "index": """
            (sec-index)=
            # 屈指可数

            共有{{ alpha.n_works }}篇论文；
            参见[第一节](#sec-alpha)。
            """,
        "alpha": """
            (sec-alpha)=
            # 论文

            :::{admonition} 答案
            :class: answer
            按{term}`full-counting`共{{ alpha.n_works | about }}篇。
            :::

            (sec-alpha-more)=
            ## 国际合作

            :::{chart} alpha_works
            :alt: 一个白框，代表{{ alpha.n_works }}篇论文
            **论文**数。
            :::

            :::{parameter-box}
            :::
            """,
        "beta": """
            (sec-beta)=
            # 占比

            自{{ edition.first_year }}年起，占比为{{ beta.share }}。
            """,
        "glossary": """
            (sec-glossary)=
            # 术语表

            :::{glossary-list}
            :::
            """,
    },
}

LABELS = {
    "source": {"fingers": {"en": "Fingers of one hand", "zh": "一只手的手指"}},
    "parameter": {"first_year": {"en": "First year", "zh": "起始年份"}},
    "phrase": {"none": {"en": "none", "zh": "无"}},
}
GLOSSARY = {
    "full-counting": {
        "en": "full counting",
        "zh": "全计数",
        "meaning_en": "Every country of a work counts it once.",
        "meaning_zh": "每个国家各计一次。",
    }
}


def write_notebook(
    root: Path, slug: str, *sources: str, parameters: str = "first_year: int = 2003  # first year"
) -> None:
    """A notebook and its text twin: a title, the parameters cell, then one cell for each source."""
    import jupytext

    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    tagged = nbformat.v4.new_code_cell(
        f'{parameters}\nout: str = "_build/run"  # where results go', metadata={"tags": ["parameters"]}
    )
    notebook.cells = [
        nbformat.v4.new_markdown_cell(f"# Workings of {slug}"),
        tagged,
        *map(nbformat.v4.new_code_cell, sources),
    ]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, root / "notebooks" / f"{slug}.ipynb")
    jupytext.write(notebook, root / "notebooks" / f"{slug}.py", fmt="py:percent")


@pytest.fixture
def miniature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole project that runs and builds in seconds: sections `alpha` (7 works, one figure) and `beta` (a share of a half)."""
    root = tmp_path / "mini"
    (root / "data" / "editions").mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    shutil.copyfile(ROOT / "_config.yml", root / "_config.yml")
    (root / "requirements.txt").write_text("one==1.0\n", encoding="utf-8")
    chapters = [{"file": f"book/en/{slug}"} for slug in ("alpha", "beta", "glossary")]
    toc = {"format": "jb-book", "root": "book/en/index", "parts": [{"caption": "Findings", "chapters": chapters}]}
    (root / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    for language, texts in PAGES.items():
        (root / "book" / language).mkdir(parents=True)
        for slug, text in texts.items():
            (root / "book" / language / f"{slug}.md").write_text(dedent(text).lstrip(), encoding="utf-8")
    for name, content in (("labels", LABELS), ("glossary", GLOSSARY)):
        (root / "book" / f"{name}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    record = 'facts = Facts("{0}", source="fingers")\nfacts.record("{1}", {2}, unit="{3}", indicator="{1}")\n_ = facts.save(out)'
    write_notebook(
        root, "alpha", MATERIAL, record.format("alpha", "n_works", 7, "works"), 'draw("alpha", "alpha_works")\nout'
    )
    write_notebook(root, "beta", MATERIAL, record.format("beta", "share", 0.5, "share"), "object()")
    monkeypatch.chdir(root)
    return root
