"""A life in the making: what truly happens to one person, counted in the truth at once, and the records it leaves.

Every verb below says one thing that happens. Verbs that count (`hired`, `leaves_for_good`, `unemployed`, `counted`)
write the truth; the others only leave records. Nothing is ever derived from records.
"""

from typing import Any

from simulator.days import ISO, LEDGER_OPENS, day_of
from simulator.diary import Stay
from simulator.identities import helper_number
from simulator.idleness import judge_helped, judge_idle
from simulator.person import Person
from simulator.projects import hiring
from simulator.records import Record
from simulator.truth import Cell

_START_RAW = {"first": "A", "resume": "B", "transfer_in": "C"}
_END_RAW = {"suspend": "03", "terminate": "04", "retire": "05", "death": "06", "transfer_out": "01"}
_POSTS = ("装配工", "保安员", "仓管员", "电工", "客服")
HISTORY_OPENS = day_of(2015, 1, 1)


class Life(Person):
    """One person's life, told in verbs."""

    __slots__ = ()

    def insured(
        self, day: int, enterprise: str, reason: str = "first", city: str | None = None, insurance: str = "110"
    ) -> Record | None:
        """Insurance starts at an employer."""
        record = self.leaves(
            "insurance_started", day,
            {"enterprise": enterprise, "insurance": insurance, "change_type_raw": "1", "reason_raw": _START_RAW[reason],
             "reason": reason, "handled_at": self.handled(day)}, city,
        )  # fmt: skip
        if record is not None and insurance == "110":
            self.diary.begins(day, enterprise, record)
        return record

    def uninsured(self, day: int, enterprise: str, reason: str, insurance: str = "110") -> Record | None:
        """Insurance ends at an employer."""
        record = self.leaves(
            "insurance_ended", day,
            {"enterprise": enterprise, "insurance": insurance, "change_type_raw": "2", "reason_raw": _END_RAW[reason],
             "reason": reason, "handled_at": self.handled(day)},
        )  # fmt: skip
        if record is not None and insurance == "110":
            self.diary.ends(day, enterprise)
        return record

    def registers_job(
        self, day: int, enterprise: str | None, employment_type: str = "private", city: str | None = None,
        is_urban: bool = True, is_renewal: bool = False, new_form: str | None = None,
    ) -> Record | None:  # fmt: skip
        """An employment registration; work in a new form counts once a year."""
        fields: dict[str, Any] = {"employment_type": employment_type}
        if enterprise is not None:
            fields["enterprise"] = enterprise
        fields |= {"is_urban": is_urban, "is_renewal": is_renewal}
        if employment_type in ("unit", "private"):
            fields["contract_months"] = self.pick((12, 24, 36, 60))
        if new_form is not None:
            fields["new_form"] = new_form
        record = self.leaves("employment_registered", day, fields, city)
        if record is not None and new_form is not None and not is_renewal:
            record.decides = self._in_new_form(day, city)
        return record

    def registers_business(self, day: int) -> Record | None:
        """A business of one's own is registered, some on the internet."""
        is_internet = self.index % 3 == 0
        record = self.leaves(
            "business_registered", day, {"enterprise": self.business, "kind": "individual", "is_internet": is_internet}
        )
        if record is not None:
            self.diary.begins(day, self.business, record)
            self.diary.began.append(day)
            record.decides = self._in_new_form(day) if is_internet else ()
        return record

    def _in_new_form(self, day: int, city: str | None = None) -> tuple[Cell, ...]:
        is_first = self.first_of_year("new_form_employed", "", day)
        return self.counted("new_form_employed", day, city) if is_first else ()

    def contract_ends(self, day: int, enterprise: str, reason: str, **known: Any) -> Record | None:
        """A labour relation ends."""
        record = self.leaves("labour_relation_ended", day, {"enterprise": enterprise, "reason": reason} | known)
        if record is not None:
            self.diary.ends(day, enterprise)
        return record

    def registered_as_ended(self, day: int, enterprise: str | None, reason: str) -> Record | None:
        """The end of an employment is registered; flexible work has no employer."""
        fields = (
            {"employment_type": "flexible"} if enterprise is None else {"employment_type": "private", "enterprise": enterprise}
        )
        record = self.leaves("employment_ended", day, fields | {"reason": reason})
        if record is not None and enterprise is not None:
            self.diary.ends(day, enterprise)
        return record

    def closes_business(self, day: int, reason: str = "voluntary") -> Record | None:
        """The business of one's own leaves the register, and with it the work in it, unless it is merged with another."""
        successor = {"successor": self.employer} if reason == "merged" else {}
        record = self.leaves("business_deregistered", day, {"enterprise": self.business, "reason": reason} | successor)
        if record is not None and reason != "merged":
            self.diary.ends(day, self.business)
            self.diary.closed = day
        return record

    def served(self, day: int, name: str) -> Record | None:
        """A public employment service is rendered: recommendation or guidance."""
        if name == "job_recommended":
            self.diary.recommended.append(day)
            return self.leaves(name, day, {"post": self.pick(_POSTS), "enterprise": self.employer})
        return self.leaves(name, day, {"kind": self.pick(("career_guidance", "employment_service", "policy_consultation"))})

    # what counts

    def hired(
        self, day: int, city: str | None = None, registered: bool = False, hard: bool = False, enterprise: str | None = None
    ) -> tuple[Cell, ...]:
        """A genuine hire: counts once a year, as re-employment if he was registered, and as hard to employ."""
        self.diary.began.append(day)
        self._fills_promise(day, enterprise)
        if hard:
            self.works_in_hardship(day, enterprise)
        if day < LEDGER_OPENS or not self.first_of_year("urban_newly_employed", "", day):
            return ()
        cells = self.counted("urban_newly_employed", day, city)
        if registered:
            cells += self.counted("unemployed_reemployed", day, city)
            if hard:
                cells += self.counted("hard_to_employ_employed", day, city)
        return cells

    def works_in_hardship(self, day: int, enterprise: str | None) -> None:
        """Work begun while hard to employ is a ground for benefits, and another one where an enterprise absorbed him."""
        self.diary.grounds.append(("employed_in_hardship", day))
        if enterprise is not None:
            self.diary.grounds.append(("absorbed_in_hardship", day))

    def _fills_promise(self, day: int, enterprise: str | None) -> None:
        """Work at a project's enterprise while its jobs are counted: once a project, in the city that announced it."""
        project = hiring(self.window, enterprise, day) if enterprise else None
        if project and ("project_jobs_realised", project.number, 0) not in self.once:
            self.once.add(("project_jobs_realised", project.number, 0))
            self.truth.change("project_jobs_realised", project.city, day, 1)

    def leaves_for_good(self, day: int, cause: str, counts: bool, city: str | None = None) -> Record | None:
        """Pension or death; attrition where he was in an urban job. The record decides the figure."""
        fields: dict[str, Any] = {"handled_at": self.handled(day)}
        if cause == "pension_started":
            fields = {"kind": self.pick(("statutory", "statutory", "early", "disability"))} | fields
        cells = self.counted("natural_attrition", day, city) if counts else ()
        record = self.leaves(cause, day, fields, city)
        if record is not None:
            record.decides = cells
            self.diary.leaves(day)
            for metric, stays in (("hard_to_employ", self.diary.hard), ("registered_unemployed", self.diary.unemployed)):
                if stays and stays[-1].holds_on(day - 1):
                    stays[-1].closes(day, record)
                    self.changed(metric, day, -1)
        return record

    def certified(self, day: int, category: str | None = None) -> Record | None:
        """The person is certified as hard to employ: one more in the level."""
        known = category or self.pick(("age_4050", "minimum_living_allowance", "disabled", "long_term_unemployed"))
        record = self.leaves("hardship_certified", day, {"category": known})
        if record is not None:
            self.diary.hard.append(Stay(day, record))
            self.changed("hard_to_employ", day, 1)
            if self.index % 3:
                self.gets_helper(day + self.index % 40)
                if self.index % 7 == 0:
                    self.gets_helper(day + 40 + self.index % 20)  # another follows the first
        return record

    def gets_helper(self, day: int) -> None:
        """A helper is named beside him; whether that is while he is hard to employ is judged later."""
        record = self.leaves("helper_assigned", day, {"helper": helper_number(self.city)})
        if record is not None:
            self.diary.helpers.append(record)
            if len(self.diary.helpers) == 1:
                self.judged.append(judge_helped)

    def no_longer_hard(self, day: int, reason: str) -> Record | None:
        """He is no longer counted as hard to employ: one less in the level."""
        if not self.diary.is_hard_on(day - 1):
            return None
        record = self.leaves("hardship_exited", day, {"reason": reason})
        if record is not None:
            self.diary.hard[-1].closes(day, record)
            record.decides = self.changed("hard_to_employ", day, -1)
        return record

    def unemployed(self, day: int, since: int | None = None) -> Record | None:
        """He registers as unemployed: one more in the level."""
        self.changed("registered_unemployed", day, 1)
        fields = {} if since is None else {"unemployed_since": ISO[since]}
        record = self.leaves("unemployment_registered", day, fields)
        if record is not None:
            self.diary.ends(day)
            self.diary.unemployed.append(Stay(day, record))
            if len(self.diary.unemployed) == 1:
                self.judged.append(judge_idle)
        return record

    def no_longer_unemployed(self, day: int, reason: str) -> Record | None:
        """The registration is closed: one less in the level."""
        cells = self.changed("registered_unemployed", day, -1)
        record = self.leaves("unemployment_deregistered", day, {"reason": reason})
        if record is not None:
            record.decides = cells
            self.diary.unemployed[-1].closes(day, record)
        return record
