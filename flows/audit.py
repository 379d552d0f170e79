"""Prove that the log was not altered, cut or reordered: against its chain, its head file and every issued manifest."""

import json

from flows.settings import Home
from streams import chain
from streams.log import head_anchor, open_reader


def audit_log(home: Home) -> chain.Verdict:
    """Recompute the whole chain. The anchors are the head beside the log and the heads in the issues' manifests."""
    anchors = head_anchor(home.log) | issued_anchors(home)
    with open_reader(home.log) as con:
        return chain.audit(con, anchors)


def issued_anchors(home: Home) -> dict[int, str]:
    """cut-off seq → chain hash, as the manifests of all issues hold them."""
    anchors = {}
    for file in sorted(home.issues.glob("*/manifest.json")):
        manifest = json.loads(file.read_text(encoding="utf-8"))
        anchors[int(manifest["cutoff_seq"])] = manifest["chain_head_hash"]
    return anchors
