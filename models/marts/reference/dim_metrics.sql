-- One row per metric, with its rule in words, document and clause.
select
    metric,
    metric_name,
    unit_name,
    kind,
    decimals,
    direction,
    is_headline,
    is_posted,
    sort_order,
    definition,
    document_no,
    clause
from {{ ref('metrics') }}
