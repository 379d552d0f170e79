"""Numbers chapters and tables by where they stand, so that a chapter can stand in any publication.

A text points to another part by its name: «口径说明» prints “第六部分”, «修订原因汇总» prints “表9”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bulletins.structure import Block, Heading1, Note, Paragraph, Table

ORDINALS = "一二三四五六七八九十"
_POINTER = re.compile("«([^»]+)»")


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with numbered chapters and tables and every pointer resolved.

    Raises KeyError for a pointer to nothing, ValueError for two parts of one name: a pointer could mean either.
    """
    chapters = [block.text for block in blocks if isinstance(block, Heading1)]
    tables = [block.caption for block in blocks if isinstance(block, Table)]
    if twice := {name for name, count in Counter([*chapters, *tables]).items() if count > 1}:
        raise ValueError(f"two chapters or tables are called {', '.join(sorted(twice))}")
    places = {name: f"第{ORDINALS[number]}部分" for number, name in enumerate(chapters)}
    places |= {name: f"表{number}" for number, name in enumerate(tables, start=1)}

    def placed(block: Block) -> Block:
        if isinstance(block, Heading1):
            return Heading1(f"{ORDINALS[chapters.index(block.text)]}、{block.text}")
        if isinstance(block, Table):
            return replace(block, caption=f"{places[block.caption]}　{block.caption}")
        if isinstance(block, Paragraph | Note):
            return replace(block, text=_POINTER.sub(lambda found: places[found[1]], block.text))
        return block

    return tuple(placed(block) for block in blocks)
