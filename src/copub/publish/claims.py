"""What a build says of its sentences: those that the facts do not bear out by name, the others by number."""

from collections import Counter
from pathlib import Path

from copub.audit.sentences import FILE, judge_shown
from copub.errors import CopubError


def summary(root: Path) -> tuple[list[str], list[str]]:
    """A paragraph for each sentence that does not hold (page, line, what it says, the sums), and a line that counts all there are."""
    shown = judge_shown(root, root / "_build" / "run")
    verdicts = Counter(one.verdict.verdict for one in shown)
    false = [f"not supported by the data: {one}" for one in shown if one.verdict.verdict == "fails"]
    counted = f"{verdicts['holds']} hold, {verdicts['fails']} do not, {verdicts['untold']} cannot be told"
    return false, [f"Sentences checked: {len(shown)}; {counted}."] if shown else []


def refuse_unsupported(root: Path) -> None:
    """Raise `CopubError` with every sentence that the facts of the last run do not bear out."""
    false = [str(one) for one in judge_shown(root, root / "_build" / "run") if one.verdict.verdict == "fails"]
    if false:
        raise CopubError(
            f"sentences that the facts do not bear out: {len(false)}\n" + "\n".join(false),
            where="the pages named above",
            do=f"mend the sentence in both languages, or its claim in {FILE}; without --strict-claims the site is written and says so",
        )
