"""What the tests of the road share: a small ledger in memory."""

from collections.abc import Iterator

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse


@pytest.fixture
def ledger(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """An empty ledger whose evidence is brought up to date with every arrival."""
    warehouse = FastWarehouse(compiled)
    yield warehouse
    warehouse.close()
