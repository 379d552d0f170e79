-- One row per posting of the evidence ledger. Every published figure is a sum over these rows.
{{ config(materialized='view') }}

select
    posted_seq,
    metric,
    city,
    period,
    subject,
    event_seq,
    amount,
    dimensions,
    rule_version
from {{ ref('evidence') }}
