"""A miniature report of two notebooks and four pages a language, and a way to run `copub` on it."""

import shutil
import sys
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
import yaml

from copub.cli import main
from copub.editions import KINDS

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
        for suffix in ("", ".dark", ".narrow", ".narrow.dark"):
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
    "figure": {"alpha_works": {"title": {"en": "Works on one hand", "zh": "一只手数得完的论文"}}},
    "source": {"fingers": {"en": "Fingers of one hand", "zh": "一只手的手指"}},
    "parameter": {name: {"en": meaning.capitalize(), "zh": "参数"} for name, meaning in KINDS.items()},
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


def write_notebook(root: Path, slug: str, *sources: str, parameters: str) -> None:
    """A notebook and its text twin: a title, the parameters cell, then one cell for each source."""
    import jupytext

    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    taken = f'{parameters}\nout: str = "_build/run"  # where results go'
    tagged = nbformat.v4.new_code_cell(taken, metadata={"tags": ["parameters"]})
    title = nbformat.v4.new_markdown_cell(f"# Workings of {slug}")
    notebook.cells = [title, tagged, *map(nbformat.v4.new_code_cell, sources)]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, root / "notebooks" / f"{slug}.ipynb")
    jupytext.write(notebook, root / "notebooks" / f"{slug}.py", fmt="py:percent")


def write_miniature(root: Path) -> Path:
    """A whole project that builds in seconds: section `alpha` (7 works, one figure), section `beta` (a share of a half)."""
    (root / "data" / "editions").mkdir(parents=True)
    (root / "data" / "open").symlink_to(ROOT / "data" / "open")
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    for name in ("2018.yml", "2022.yml"):
        shutil.copyfile(ROOT / "data" / "editions" / name, root / "data" / "editions" / name)
    for name in ("_config.yml", "CITATION.cff"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "requirements.txt").write_text("# a comment\none==1.0\n", encoding="utf-8")
    chapters = [{"file": f"book/en/{slug}"} for slug in ("alpha", "beta", "glossary")]
    toc = {"format": "jb-book", "root": "book/en/index", "parts": [{"caption": "Findings", "chapters": chapters}]}
    (root / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    for language, texts in PAGES.items():
        (root / "book" / language).mkdir(parents=True)
        for slug, text in texts.items():
            (root / "book" / language / f"{slug}.md").write_text(dedent(text).lstrip(), encoding="utf-8")
    for name, content in (("labels", LABELS), ("glossary", GLOSSARY)):
        (root / "book" / f"{name}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    record = 'facts = Facts("{0}", source="fingers")\nfacts.record("{1}", {2}, unit="{3}", indicator="{1}")\n_ = facts.save(out)'
    works, share = record.format("alpha", "n_works", 7, "works"), record.format("beta", "share", 0.5, "share")
    given = yaml.safe_load((ROOT / "data" / "editions" / "2022.yml").read_text(encoding="utf-8"))["parameters"]
    taken = "\n".join(f"{name} = {value!r}  # {KINDS[name]}" for name, value in given.items())
    write_notebook(root, "alpha", MATERIAL, works, 'draw("alpha", "alpha_works")\nout', parameters=taken)
    write_notebook(root, "beta", MATERIAL, share, "object()", parameters="first_year: int = 2003  # first year")
    return root


def copub(*arguments: str) -> int:
    """Run a command of the front door in this process; its exit code, errors on stderr as a person sees them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["copub", *arguments])
        try:
            main()
        except SystemExit as end:
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
                return 1
            return int(end.code or 0)
    return 0
