"""The page that says how often the two counts agree: what differs is listed, and the count is made once."""

from pathlib import Path

import yaml

from copub.publish import verifying
from miniature import copub

PAGE = "(sec-verified)=\n# {title}\n\n:::{{second-count}}\n:::\n"


def add_page(root: Path) -> None:
    """A page with the table, in both languages, after the glossary."""
    for language, title in (("en", "Counted twice"), ("zh", "重算核对")):
        (root / "book" / language / "verified.md").write_text(PAGE.format(title=title), encoding="utf-8")
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    toc["parts"][0]["chapters"].append({"file": "book/en/verified"})
    (root / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")


def test_facts_that_nobody_counts_again_are_listed_below_the_table(miniature):
    add_page(miniature)
    assert copub("build", "--quiet") == 0
    english, chinese = (
        (miniature / "_build" / "site" / language / "verified.html").read_text(encoding="utf-8")
        for language in ("en", "zh")
    )
    assert "Of 11 facts of this edition the two counts agree on 9 and differ on 2" in english
    assert "alpha.n_works</span></code>: 7 in the report, nothing when counted again" in english
    assert "本版共11个事实，两次结果相同的有9个，不同的有2个" in chinese
    assert "beta.share</span></code>：报告中为0.5，另行计算为无" in chinese


def test_the_count_is_made_once_for_a_run(miniature, monkeypatch):
    run = miniature / "_build" / "run"
    first = verifying.verified(miniature, run)
    monkeypatch.setattr(verifying, "verify", lambda *given: 1 / 0)
    assert verifying.verified(miniature, run) == first
