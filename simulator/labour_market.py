"""What the market offers: vacancies, wages, projects that promise jobs, and the credit of agencies."""

from simulator.days import ISO, YEAR, day_of
from simulator.employers import average_wage, employer
from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES, NAMES, SHARES
from simulator.projects import Project, planned
from simulator.seeking import EDUCATIONS, INDUSTRIES, OCCUPATIONS

_POSTINGS = 3  # of a city in a month
_TENFOLD_EVERY = 97
_AGENCIES = 3
_AGAIN_EVERY = 29


def post_vacancies(office: Office, persons: int) -> list[Entry]:
    """Every city's employers offer places, for weeks, for months, or until further notice."""
    planted: list[Entry] = []
    for city in CODES:
        usual = max(2, round(persons * SHARES[city] / 600))
        for month in range(len(office.window.months)):
            for number in range(_POSTINGS):
                _post(office, city, office.window.day_in(month + 1, 2 + 8 * number), usual, planted)
    return planted


def _post(office: Office, city: str, day: int, usual: int, planted: list[Entry]) -> None:
    chance = office.random
    places = 1 + chance.randrange(2 * usual)
    fields: dict[str, object] = {
        "enterprise": employer(city, chance.random()), "agency": chance.choice(("public", "public", "private")),
        "post_title": "操作工", "vacancy_persons": places, "industry": chance.choice(INDUSTRIES),
        "monthly_wage_low_yuan": 3500, "monthly_wage_high_yuan": 6500,
    }  # fmt: skip
    if chance.random() < 0.85:
        fields |= {"occupation": chance.choice(OCCUPATIONS), "education": chance.choice(EDUCATIONS)}
    cells = office.truth.change("vacancies", city, day, places)
    if chance.random() < 0.9:
        until = day + chance.choice((15, 30, 60, 90))
        fields["open_until"] = ISO[until]
        cells += office.truth.change("vacancies", city, until, -places)
    if office.is_turn("vacancy_posted", _TENFOLD_EVERY) and day + 31 <= office.window.end:
        wrong = office.send("vacancy_posted", day, city, fields | {"vacancy_persons": places * 10})
        wrongly = tuple(cell._replace(amount=cell.amount * -9) for cell in cells)
        planted.append(office.corrects(wrong, {"vacancy_persons": places}, "招聘人数多写一个零", wrongly))
        return
    office.send("vacancy_posted", day, city, fields)


def observe_market(office: Office) -> None:
    """Wages are observed and agencies rated once a year."""
    for city in CODES:
        for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
            _wages(office, city, year)
            _agencies(office, city, year)


def _wages(office: Office, city: str, year: int) -> None:
    for place, occupation in enumerate(OCCUPATIONS):
        wage = average_wage(city, year - 1) * (70 + 6 * place + office.random.randrange(20)) // 100
        fields: dict[str, object] = {
            "enterprise": employer(city, office.random.random()), "year": year - 1, "occupation": occupation,
            "monthly_wage_yuan": wage, "observed_persons": 3 + office.random.randrange(60), "industry": INDUSTRIES[place],
            "size": office.random.choice(("large", "medium", "small")),
        }  # fmt: skip
        day = day_of(year, 5, 12)
        if office.is_turn("wage_observed", _AGAIN_EVERY):
            office.send_in_window("wage_observed", day - 6, city, fields | {"observed_persons": 2})  # few at first, then all
        office.send_in_window("wage_observed", day, city, fields)
        office.truth.count("wages_observed", city, day, amount=int(str(fields["observed_persons"])))


def _agencies(office: Office, city: str, year: int) -> None:
    for number in range(_AGENCIES):
        is_blacklisted = number == 0 and office.random.random() < 0.2
        grade = "D" if is_blacklisted else office.random.choice(("A", "A", "B", "C"))
        fields: dict[str, object] = {
            "enterprise": employer(city, (number + 0.5) / 200), "agency_name": f"{NAMES[city]}示例人力资源有限公司", "grade": grade,
            "is_blacklisted": is_blacklisted,
        }  # fmt: skip
        office.send_in_window("agency_rated", day_of(year, 3, 25), city, fields)


def announce_projects(office: Office) -> None:
    """Every project of the window; what is announced anew replaces what was said before."""
    for project in planned(YEAR[office.window.start], YEAR[office.window.end]):
        if project.announced < office.window.start:
            continue
        told = [(project.announced, project.jobs), *([project.again] if project.again else [])]
        before = 0
        for day, jobs in told:
            office.send_in_window("project_announced", day, project.city, _fields(project, jobs))
            for metric in ("project_jobs_forecast", *(["project_jobs_checkable"] if project.enterprise else [])):
                office.truth.change(metric, project.city, day, jobs - before)
            before = jobs


def _fields(project: Project, jobs: int) -> dict[str, object]:
    named: dict[str, object] = {} if project.enterprise is None else {"enterprise": project.enterprise}
    return named | {
        "project": project.number, "project_name": f"{NAMES[project.city]}示例产业园{YEAR[project.announced]}",
        "kind": "major_project", "industry": "C", "investment_yuan": 860_000_000, "forecast_jobs_count": jobs,
        "opens_at": ISO[project.opens],
    }  # fmt: skip
