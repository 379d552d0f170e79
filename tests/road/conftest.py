"""What the tests of the road share: a small ledger in memory."""

from collections.abc import Iterator

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse


@pytest.fixture(scope="session")
def lasting_ledger(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """One empty ledger for all tests of a process: what each does in it is undone."""
    warehouse = FastWarehouse(compiled)
    yield warehouse
    warehouse.close()


@pytest.fixture
def ledger(lasting_ledger: FastWarehouse) -> Iterator[FastWarehouse]:
    """An empty ledger whose evidence is brought up to date with every arrival."""
    with lasting_ledger.undone():
        yield lasting_ledger
