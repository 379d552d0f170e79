"""Projects that promise jobs: who announces them, when, some of them anew with another forecast, and whose hires fill them."""

from functools import cache
from typing import NamedTuple

from simulator.days import YEAR, Window, day_of, months_later
from simulator.employers import EMPLOYERS
from simulator.places import CODES
from simulator.rulebook import rule


class Project(NamedTuple):
    """A project, the day of its announcement, its first day of work, and what it forecasts then and when announced anew."""

    number: str
    city: str
    enterprise: str | None
    announced: int
    opens: int
    jobs: int
    again: tuple[int, int] | None


@cache
def planned(first_year: int, last_year: int) -> tuple[Project, ...]:
    """Two a year in every city; one in eight says only where, not with whom."""
    made = []
    for place, city in enumerate(CODES):
        for year in range(first_year, last_year + 1):
            for half, month in enumerate((2, 8)):
                turn = 2 * place + half + year
                enterprise = None if turn % 8 == 3 else EMPLOYERS[city][20 + 10 * (year % 8) + 5 * half]
                announced = day_of(year, month, 18)
                jobs = 100 + 50 * (turn * 5 % 12)
                again = (day_of(year, month + 2, 20), jobs + 80) if turn % 5 == 2 else None
                made.append(
                    Project(f"XM{city[2:4]}{year}{half}", city, enterprise, announced, day_of(year, month + 3, 1), jobs, again)
                )
    return tuple(made)


@cache
def _by_enterprise(first_year: int, last_year: int) -> dict[str, Project]:
    return {project.enterprise: project for project in planned(first_year, last_year) if project.enterprise}


def hiring(window: Window, enterprise: str, day: int) -> Project | None:
    """The project whose promise is filled by whoever is hired at the enterprise on that day."""
    project = _by_enterprise(YEAR[window.start], YEAR[window.end]).get(enterprise)
    if project is None or not window.start <= project.announced <= day:
        return None
    ends = months_later(max(project.opens, project.announced), rule("project_jobs_within_months", project.announced))
    return project if day <= ends else None
