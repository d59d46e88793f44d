"""The contract of works: what a batch promises to those who write and merge it."""

from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.works import SCHEMA, Rejected, Work, batched


def record(work_id):
    return Work({"work_id": work_id, "year": 2020}, {"CN": 720_720}, (("I1", "CN"),))


FOUND = st.lists(
    st.one_of(st.sampled_from(["W1", "W2", "W3"]).map(record), st.just(Rejected("a.gz", "line 1", "broken")))
)


@given(FOUND, st.integers(1, 5))
def test_every_record_is_in_one_batch_in_order(found, size):
    batches = list(batched(found, size))
    assert sum(batch.records for batch in batches) == len(found)
    ids = [id_ for batch in batches for id_ in batch.works["work_id"].to_pylist()]
    assert ids == [one.row["work_id"] for one in found if isinstance(one, Work)]
    assert all(0 < batch.records == len(batch.works) + len(batch.rejected) <= size for batch in batches)


@given(FOUND, st.integers(1, 5))
def test_an_identifier_stands_in_a_batch_once_so_side_tables_belong_to_one_record(found, size):
    for batch in batched(found, size):
        ids = batch.works["work_id"].to_pylist()
        assert len(set(ids)) == len(ids)
        assert batch.weights["work_id"].to_pylist() == ids == batch.institutions["work_id"].to_pylist()


def test_what_a_source_cannot_know_is_there_and_empty():
    (batch,) = batched([record("W1")])
    assert batch.works.schema == SCHEMA
    assert batch.works["citations"].to_pylist() == [None]
