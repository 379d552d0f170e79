-- One row per form and printed column: the metric and the part of its evidence that fill it, or why nothing does.
select
    form,
    label,
    group_title,
    title,
    metric,
    dimension,
    codes,
    why_untold,
    sort_order
from {{ ref('form_columns') }}
