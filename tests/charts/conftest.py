"""Words and tables that are easy to count."""

from collections.abc import Iterator

import pandas as pd
import pytest

from copub.charts.style import language_style
from copub.languages.labels import Labels

WORDS = {
    "place.US": ("United States", "美国"),
    "place.CN": ("China", "中国"),
    "place.EU27": ("EU-27", "欧盟27国"),
    "place.ASIA": ("Asia", "亚洲"),
    "place.EUROPE": ("Europe", "欧洲"),
    "chart.reported": ("printed in the source report", "原报告所印数值"),
    "chart.invented": ("invented data", "虚构数据"),
    "chart.citing": ("citing", "施引"),
    "chart.cited": ("cited", "被引"),
    "source.counted": ("Counted on fingers", "数指头"),
    "event.turn": ("turn", "转折"),
    "figure.hands_share.title": ("Who raised a hand", "谁举了手"),
    "figure.hands_share.subtitle": ("Share of those present", "占在场者的比例"),
}


@pytest.fixture
def labels() -> dict[str, Labels]:
    """Both languages' words."""
    return {
        language: Labels(language, {label: both[number] for label, both in WORDS.items()})
        for number, language in enumerate(("en", "zh"))
    }


@pytest.fixture
def head(labels: dict[str, Labels]) -> Iterator[dict[str, object]]:
    """What every chart is given besides its table, with the English style in force."""
    with language_style("en"):
        yield {"say": labels["en"], "title": "Who raised a hand", "subtitle": "Share of those present"}


@pytest.fixture
def hands() -> pd.DataFrame:
    """Two units, three years: the United States falls from a half to a quarter, China rises from a quarter to a half."""
    return pd.DataFrame(
        {
            "year": [2000, 2001, 2002] * 2,
            "unit": ["US"] * 3 + ["CN"] * 3,
            "value": [0.5, 0.375, 0.25, 0.25, 0.375, 0.5],
        }
    )
