"""What enterprises report of themselves by the year: layoffs, mergers; and the bases that incubate new ones."""

from simulator.days import YEAR
from simulator.employers import CAPACITY_ENTERPRISES, EMPLOYERS
from simulator.institutions import Office
from simulator.layoffs import report_in_parts, report_layoff
from simulator.places import CODES


def report_layoffs(office: Office) -> None:
    """Larger capacity cuts are reported in spring; one enterprise a city is merged."""
    for place, city in enumerate(CODES):
        plant = CAPACITY_ENTERPRISES[city][0]
        for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
            report_layoff(office, place, city, year, office.truth.rostered_at(plant.code) * 4 + 120)
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
