"""Which mapping a table is, told from its header."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from streams.sources.event_tables import event_tables_in
from streams.sources.mapping import Mapping, shipped_mappings
from streams.sources.refusal import SourceRefused
from streams.sources.rows import heading

# what write_back adds to a row; left in a corrected workbook they are not read
SEND_BACK_COLUMNS = ("行号", "规则", "字段", "填报值", "问题", "如何修改")


@dataclass(frozen=True)
class Match:
    """A mapping found in a table: in which row its header stands (0-based), and which column is where."""

    mapping: Mapping
    header_row: int
    header: list[str]
    places: dict[str, int]

    @property
    def unnamed(self) -> list[int]:
        """Columns without a name; they must be empty."""
        return [i for i, name in enumerate(self.header) if not name]


def match_header(heads: Sequence[list[str]], file_kind: str, place: str, mapping: Mapping | None = None) -> Match:
    """The mapping whose required columns all stand in one of the rows `heads`, the given one, an event's own table, or exactly one shipped.

    Raises SourceRefused: F008 none (says what the nearest lacks), F009 a name twice, F010 an unknown column,
    F011 several fit, F015 the mapping does not take this kind of file.
    """
    candidates = [mapping] if mapping else event_tables_in(heads) or list(shipped_mappings().values())
    for row, head in enumerate(heads):
        fits = [candidate for candidate in candidates if _required(candidate) <= set(head)]
        if len(fits) > 1:
            raise SourceRefused("F011", f"表头合于{'、'.join(m.title for m in fits)};请指定映射", place)
        if fits:
            return _checked(fits[0], row, head, file_kind, place)
    raise SourceRefused("F008", _nearest(candidates, heads), place)


def has_header(heads: Sequence[list[str]], mapping: Mapping) -> bool:
    """Whether the mapping's header stands in one of the rows."""
    return any(_required(mapping) <= set(head) for head in heads)


def _required(mapping: Mapping) -> set[str]:
    return {heading(name) for name in mapping.required}


def _checked(mapping: Mapping, row: int, head: list[str], file_kind: str, place: str) -> Match:
    if file_kind not in mapping.files:
        raise SourceRefused("F015", f"{mapping.title}收 {'、'.join(mapping.files)}", place)
    doubled = [name for name, count in Counter(head).items() if name and count > 1]
    if doubled:
        raise SourceRefused("F009", "、".join(doubled), place)
    names = {heading(name): name for name in mapping.columns}
    spare = {*map(heading, mapping.ignored), ""}
    if set(SEND_BACK_COLUMNS) <= set(head):
        spare |= set(SEND_BACK_COLUMNS)
    if unknown := [name for name in head if name not in names and name not in spare]:
        raise SourceRefused("F010", "、".join(unknown), place)
    places = {names[name]: i for i, name in enumerate(head) if name in names}
    return Match(mapping, row, head, places)


def _nearest(candidates: list[Mapping], heads: Sequence[list[str]]) -> str:
    """Of the mapping that shares the most columns with some row: what is missing. Else the list of mappings."""
    shared, nearest, head = max(
        ((len(_required(c) & set(head)), c, head) for c in candidates for head in heads),
        key=lambda found: found[0],
        default=(0, None, []),
    )
    if nearest is None or not shared:
        return f"可用的报表:{'、'.join(f'{m.title}({m.name})' for m in candidates)}"
    missing = [name for name in nearest.required if heading(name) not in head]
    return f"最接近{nearest.title}({nearest.name}),缺少栏目:{'、'.join(missing)}"
