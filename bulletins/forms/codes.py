"""The Chinese names of codes on a ledger, as the event contracts give them."""

from __future__ import annotations

from streams.events.catalogue import LATEST

UNTOLD = "未报"
_FIELDS = {
    "sex": ("employment_registered", "sex"),
    "education": ("employment_registered", "education"),
    "previous_identity": ("employment_registered", "previous_identity"),
    "industry": ("employment_registered", "industry"),
    "category": ("hardship_certified", "category"),
    "cause": ("unemployment_registered", "cause"),
    "off_post_origin": ("unemployment_registered", "off_post_origin"),
}
_PROOFS = {"insurance": "社会保险", "registration": "就业登记", "business": "市场主体登记"}


def code_names(codes: str, cities: dict[str, str]) -> dict[str, str]:
    """Code → name of one code list of the ledgers' layout."""
    if codes == "city":
        return cities
    if codes == "proof":
        return _PROOFS
    if codes == "channel":
        kinds = LATEST["employment_registered"].fields()
        return dict(kinds["employment_type"].codes or {}) | dict(kinds["unit_kind"].codes or {}) | {"untold": UNTOLD}
    if codes == "item":
        items = LATEST["benefit_granted"].fields()["item"].codes or {}
        return dict(items) | dict(LATEST["startup_supported"].fields()["kind"].codes or {}) | {"guaranteed_loan": "创业担保贷款"}
    event, field = _FIELDS[codes]
    return dict(LATEST[event].fields()[field].codes or {}) | {"untold": UNTOLD}
