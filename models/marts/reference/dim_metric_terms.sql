-- One row per metric, part and component: how a figure is made of posted evidence.
select metric, part, component, sign from {{ ref('metric_terms') }}
