-- One row per form, printed column that a metric fills, month, and city or province: the figure of that cell.
-- Rule (人社统EP1表、省就业01至03表: flows cumulate from January, stocks stand at the month's end): a cell is the sum of the evidence
-- of its metric, of which the column takes the part whose dimension bears one of its codes.
with columns as (
    select
        form_columns.form,
        form_columns.label,
        form_columns.dimension,
        string_split(form_columns.codes, ';') as codes,
        terms.component,
        terms.sign,
        metrics.kind
    from {{ ref('form_columns') }} as form_columns
    inner join {{ ref('metric_terms') }} as terms on form_columns.metric = terms.metric and terms.part = 'value'
    inner join {{ ref('metrics') }} as metrics on terms.component = metrics.metric
),

evidence as (
    select
        metric,
        city,
        period,
        dimensions,
        sum(amount) as amount
    from {{ ref('evidence') }}
    where metric in (select component from columns)
    group by all
),

by_column as (
    select
        columns.form,
        columns.label,
        columns.kind,
        evidence.city,
        evidence.period,
        sum(columns.sign * evidence.amount) as amount
    from columns
    inner join evidence
        on columns.component = evidence.metric
        and (
            columns.dimension is null
            or list_contains(columns.codes, coalesce(evidence.dimensions ->> ('$.' || columns.dimension), 'untold'))
        )
    group by all
),

by_unit as (
    select * from by_column
    union all
    select
        by_column.form,
        by_column.label,
        by_column.kind,
        province.city,
        by_column.period,
        sum(by_column.amount) as amount
    from by_column
    inner join {{ ref('cities') }} as province on province.kind = 'province'
    group by all
),

spine as (
    select distinct
        columns.form,
        columns.label,
        months.month,
        cities.city
    from columns
    cross join (select distinct month from {{ ref('int_figures__summed') }} where as_of = 'now') as months
    cross join {{ ref('cities') }} as cities
)

select
    spine.form,
    spine.label,
    spine.month,
    spine.city,
    cast(coalesce(sum(by_unit.amount), 0) as decimal(18, 4)) as value
from spine
left join by_unit
    on spine.form = by_unit.form and spine.label = by_unit.label and spine.city = by_unit.city
    and by_unit.period <= spine.month
    and (by_unit.kind = 'stock' or by_unit.period >= date_trunc('year', spine.month))
group by all
