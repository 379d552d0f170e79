"""Welfare posts as the last resort, and to whom provincial ones go, counted again in plain Python."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from tests.road.recount_days import Entry, in_order, months_later
from tests.road.recount_goods import stays_in_posts
from tests.road.recount_grounds import JIXI
from tests.road.recount_people import is_listed


class Posts:
    """What is told of posts and of households by others than the person."""

    def __init__(self, standing: list[Entry]) -> None:
        self.funding: dict[str, str] = {}
        self.cleared: dict[str, list[date]] = defaultdict(list)
        for e in sorted(standing, key=lambda e: (e["when"], e["source"], e["id"])):
            if e["type"] == "welfare_post_opened":
                self.funding.setdefault(e["f"]["post"], e["f"]["funding"])
            elif e["type"] == "household_cleared":
                self.cleared[e["f"]["household"]].append(e["day"])

    def count(self, events: list[Entry], was_hard_to_employ: Callable[[date], bool], add: Callable[..., None]) -> None:
        """One person's stays."""

        def of(*types: str) -> list[Entry]:
            return in_order(e for e in events if e["type"] in types)

        leaving = of("pension_started", "death_recorded")
        for stay, _ in stays_in_posts(of("welfare_post_filled"), of("welfare_post_vacated"), leaving):
            city, day, post = stay[0]["f"]["city"], stay[0]["day"], stay[0]["f"]["post"]
            tried = any(months_later(day, -12) <= e["day"] <= day for e in of("job_recommended"))
            if not (tried and was_hard_to_employ(day)):
                add("welfare_posts_not_last_resort", city, day)
            if city == JIXI and self.funding.get(post) == "province":
                add("provincial_posts_filled", city, day)
                if any(self.stands(e, day) for e in of("household_recognised")):
                    add("provincial_posts_to_households", city, day)

    def stands(self, e: Entry, day: date) -> bool:
        """His household, recognised by then, is on the list on that day."""
        if not is_listed(e) or e["day"] > day:
            return False
        return not any(e["day"] < cleared < day for cleared in self.cleared[e["f"]["household"]])
