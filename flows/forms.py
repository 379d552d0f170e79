"""Forms and ledgers of a month: read the published marts, check the identities, write workbooks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bulletins.forms.identities import check
from bulletins.forms.layout import LEDGERS
from bulletins.forms.reader import city_names, read_figures, read_ledger
from bulletins.forms.sheets import draw_form, draw_ledger
from bulletins.forms.structure import FormError
from bulletins.marts import PROVINCE
from flows.settings import Home

FORMS = ("EP1", "01", "02", "03", "行业划分")


def write_forms(home: Home, name: str, month: date, city: str = PROVINCE, out: Path | None = None) -> Iterator[Path]:
    """Write the named form or ledger, or 'all', of a city; yields each file. Writing again gives the same bytes.

    Raises FormError for a name that is none, a month or city that is not there, and an identity that does not hold.
    """
    names = (*FORMS, *LEDGERS) if name == "all" else (name,)
    if unknown := set(names) - {*FORMS, *LEDGERS}:
        raise FormError(f"没有报表 {'、'.join(unknown)}；可用：{'、'.join((*FORMS, *LEDGERS))}，或 all。")
    folder = out or home.path / "forms" / f"{month:%Y-%m}" / city
    figures = read_figures(home.warehouse, month, city)
    for wanted in names:
        if wanted in LEDGERS:
            content = draw_ledger(read_ledger(home.warehouse, wanted, month, city), city, city_names(home.warehouse))
        else:
            head = next(head for head in figures.heads if head.form == wanted)
            content = draw_form(figures, head, check(figures, wanted))
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{wanted}.xlsx"
        file.write_bytes(content)
        yield file
