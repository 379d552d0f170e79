"""What the log is told of an issue: for ever in the same words, for the log refuses the same event told otherwise."""

import json

from flows.bulletin import _announcement

MANIFEST = {"issue": "2026-06-1", "month": "2026-06", "cutoff_seq": 900, "digest": "ab" * 32}


def test_an_issue_is_announced_in_the_order_of_fields_in_which_the_first_ones_were() -> None:
    assert json.dumps(_announcement(MANIFEST)["data"]) == (
        f'{{"city": "210000", "issue": "2026-06-1", "month": "2026-06", "cutoff_seq": 900, "manifest_digest": "{"ab" * 32}"}}'
    )
    assert list(_announcement(MANIFEST | {"issue": "2026Q2-1"})["data"]) == [
        "city",
        "issue",
        "quarter",
        "cutoff_seq",
        "manifest_digest",
    ]
