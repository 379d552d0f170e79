"""What is told of diverted workers beside their placement, counted again in plain Python from the definitions."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from tests.road.recount_days import Entry, months_later
from tests.road.recount_firms import told_last
from tests.road.recount_people import Piece

Add = Callable[..., None]
Root = Callable[[str], str]
SUPPORTS = {"benefit_granted", "loan_issued", "training_completed", "startup_supported"}
Placement = tuple[date, str, tuple[str, str]]  # the day, the channel, the event's source and id


def last_check(checks: list[Entry], placed: Placement, days: list[date]) -> str | None:
    """What the last decided check of a placement found; one that names no event is about the last placement before it."""
    found = None
    for e in checks:
        f = e["f"]
        decided = f["claim"] == "placement" and f["result"] in ("confirmed", "refuted") and e["day"] >= placed[0]
        if not decided:
            continue
        latest = max(day for day in days if day <= e["day"])
        named = (f["target_source"], f["target_id"]) if f.get("target_id") else None
        if named == placed[2] or (named is None and latest == placed[0]):
            found = f["result"]
    return found


def nearby(events: list[Entry], placed: Placement, city: str) -> Iterator[Piece]:
    """Whether the work that places him lies in the city of his old enterprise; who retires has no new work."""
    told = next(e for e in events if (e["source"], e["id"]) == placed[2])
    if placed[1] != "internal_retirement" and told["f"]["city"] == city:
        yield "placed_nearby", city, placed[0], 1, False


def separated_and_supported(events: list[Entry], ended: Entry, city: str) -> Iterator[Piece]:
    """A worker whose relation the enterprise ended, and whether he had any support within a year."""
    day = ended["day"]
    yield "separated_workers", city, day, 1, False
    if any(e["type"] in SUPPORTS and day <= e["day"] <= months_later(day, 12) for e in events):
        yield "separated_supported", city, day, 1, False


def count_rosters(standing: list[Entry], root: Root, add: Add) -> None:
    """The total last filed of an enterprise's roster against those entered by name up to that day."""
    last: dict[tuple[str, int], Entry] = {}
    entered: dict[tuple[str, int], list[tuple[date, str]]] = defaultdict(list)
    for e in sorted(standing, key=told_last):
        if e["type"] == "roster_filed":
            last[e["f"]["enterprise"], e["f"]["programme_year"]] = e
        elif e["type"] == "worker_rostered":
            entered[e["f"]["enterprise"], e["f"]["programme_year"]].append((e["day"], root(e["subject"])))
    for roster, e in last.items():
        city, day, total = e["f"]["city"], e["day"], e["f"]["rostered_persons"]
        came = len({who for on, who in entered[roster] if on <= day})
        add("roster_filed_persons", city, day, total)
        add("roster_missing_persons", city, day, max(total - came, 0))
        add("roster_unfiled_persons", city, day, max(came - total, 0))
