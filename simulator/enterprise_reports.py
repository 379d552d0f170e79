"""What enterprises report of themselves by the year: rosters filed, layoffs, mergers; and the bases that incubate new ones."""

from collections import Counter

from simulator.days import YEAR, day_of
from simulator.employers import CAPACITY_ENTERPRISES, EMPLOYERS
from simulator.institutions import Office
from simulator.layoffs import report_in_parts, report_layoff
from simulator.places import CODES

_GATHERINGS = ("petition", "gathering", "stoppage")


def rosters_filed_on(year: int) -> int:
    """The day on which the enterprises file the rosters of a programme year."""
    return day_of(year, 3, 30)


def report_layoffs(office: Office, rostered: Counter[str], entered: Counter[tuple[str, int]]) -> None:
    """Rosters are filed in March, few with a wrong total, larger capacity cuts reported in spring; one enterprise a city is merged.

    rostered: workers by enterprise; entered: those of an enterprise and year by the day on which its roster is filed.
    """
    for place, city in enumerate(CODES):
        for plant in CAPACITY_ENTERPRISES[city][:4]:
            for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
                persons = rostered[plant.code]
                headcount = persons * 4 + 120
                total = max(0, entered[plant.code, year] + {0: 1, 5: -1}.get((place + plant.number) % 11, 0))
                filed: dict[str, object] = {
                    "enterprise": plant.code, "programme_year": year, "headcount": headcount, "rostered_persons": total,
                    "unreachable_persons": total // 30, "document_no": f"花名册〔{year}〕{place + 1}号",
                }  # fmt: skip
                office.send_in_window("roster_filed", rosters_filed_on(year), city, filed)
                if plant.number == 0:
                    report_layoff(office, place, city, year, headcount)
        gathered: dict[str, object] = {
            "enterprise": CAPACITY_ENTERPRISES[city][place % 4].code, "kind": _GATHERINGS[place % 3], "cause": "compensation",
            "persons": 20 + 90 * place,
        }  # fmt: skip
        office.send_in_window("incident_reported", office.window.day_in(4 + place % 7, 17), city, gathered)
        closed: dict[str, object] = {"enterprise": CAPACITY_ENTERPRISES[city][3].code, "reason": "ordered_closed"}
        if place % 5 == 0:
            office.send_in_window("business_deregistered", office.window.day_in(6 + place % 5, 20), city, closed)
        changed: dict[str, object] = {"enterprise": EMPLOYERS[city][190], "change": "merged", "successor": EMPLOYERS[city][191]}
        office.send_in_window("business_changed", office.window.day_in(2 + place % 5, 14), city, changed)
    report_in_parts(office)


def recognise_bases(office: Office) -> None:
    """Two incubation bases of every city before the window, one in it; one is raised to a higher level and stays one."""
    for place, city in enumerate(CODES):
        days = (office.window.start - 400, office.window.start - 90, office.window.day_in(1 + place % 9, 11))
        for number, day in enumerate(days):
            fields: dict[str, object] = {
                "base": f"FH{city[2:4]}{number:04d}",
                "base_name": f"示例孵化基地{number + 1}",
                "level": "county",
            }
            if day > office.window.end:
                continue
            office.send("incubation_base_recognised", day, city, fields)
            office.truth.change("incubation_bases", city, day, 1)
            if number == 1:
                office.send_in_window(
                    "incubation_base_recognised", office.window.day_in(3, 9), city, fields | {"level": "province"}
                )
