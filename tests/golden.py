"""The back-test's memory: every fact of the default edition, as it was when somebody last looked.

After an intended change: `copub run`, then `python tests/golden.py`, and open the CHANGELOG with the numbers that moved.
"""

import json
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "2022.json"


def facts_of(folder: Path) -> dict[str, object]:
    """All facts below `folder/facts`, by slot."""
    return {
        f"{path.stem}.{fact['name']}": fact["value"]
        for path in sorted((folder / "facts").glob("*.json"))
        for fact in json.loads(path.read_text(encoding="utf-8"))
    }


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    facts = facts_of(Path("_build/run"))
    GOLDEN.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(facts)} facts written to {GOLDEN}")
