"""Shares of a topic, counted on fingers."""

import pytest

from copub.errors import CopubError
from copub.indicators import measure
from fingers import table

TOPICS = table("release topic unit year works", ("r", "ai", "WORLD", 2020, 3), ("other", "ai", "WORLD", 2020, 9))
OUTPUT = table("release unit year total", ("r", "WORLD", 2020, 12), ("r", "WORLD", 2021, 99))


def test_a_topic_s_share_is_of_the_same_release_and_year(given):
    given(ncses_topics=TOPICS, ncses_output=OUTPUT)
    share = measure("topic_share", topic="ai", places=["WORLD"])
    assert list(share.value) == [3 / 12]


def test_a_topic_nobody_searched_for_is_not_zero(given):
    given(ncses_topics=TOPICS, ncses_output=OUTPUT)
    with pytest.raises(CopubError, match="nothing was measured"):
        measure("topic_share", topic="quantum", places=["WORLD"])
