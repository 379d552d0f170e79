-- One row per month, city and indicator that warns: its grade (1 红, 2 橙, 3 黄, 4 蓝), the city's grade, and how it was answered.
-- Rule (鸡西市 2018-05-22 七(二十五) 分级预警、分层响应; 辽政办发〔2016〕75号 一(一) 规模性裁员预警): an indicator warns at the dated line of a grade, once it has
-- been there for the dated months; the city's grade is its gravest. An answer is due the dated days after the month. No verdicts.
with colours as (
    select * from (values (1, 'red'), (2, 'orange'), (3, 'yellow'), (4, 'blue')) as listed (grade, colour)
),

indicators as (
    select
        split_part(directions.rule, '.', 2) as metric,
        directions.value as direction,
        directions.valid_from,
        directions.valid_to
    from {{ ref('rules') }} as directions
    where directions.rule like 'risk_when.%' and directions.city = '{{ var("province") }}'
),

lines as (
    select
        indicators.metric,
        indicators.direction,
        colours.grade,
        colours.colour,
        cast(bounds.value as decimal(18, 4)) as line_value,
        greatest(bounds.valid_from, indicators.valid_from) as valid_from,
        least(bounds.valid_to, indicators.valid_to) as valid_to
    from indicators
    cross join colours
    inner join {{ ref('rules') }} as bounds
        on bounds.rule = 'risk_' || colours.colour || '.' || indicators.metric and bounds.city = '{{ var("province") }}'
),

figures as (
    select
        figures.month,
        figures.city,
        figures.metric,
        figures.month_value as value
    from {{ ref('fct_city_metrics') }} as figures
    inner join {{ ref('cities') }} as cities on figures.city = cities.city and cities.kind = 'city'
    where figures.metric in (select indicators.metric from indicators)
),

monthly as (
    select
        figures.month,
        figures.city,
        figures.metric,
        figures.value,
        coalesce(min(lines.grade), 5) as grade
    from figures
    left join lines
        on figures.metric = lines.metric and figures.month between lines.valid_from and lines.valid_to
        and if(lines.direction = 'above', figures.value >= lines.line_value, figures.value <= lines.line_value)
    group by figures.month, figures.city, figures.metric, figures.value
),

lasting as (
    select
        now_known.month,
        now_known.city,
        now_known.metric,
        now_known.value,
        max(before.grade) as grade
    from monthly as now_known
    inner join {{ ref('rules') }} as months
        on months.rule = 'risk_months.' || now_known.metric and months.city = '{{ var("province") }}'
        and now_known.month between months.valid_from and months.valid_to
    inner join monthly as before
        on now_known.city = before.city and now_known.metric = before.metric
        and before.month between now_known.month - to_months(cast(months.value as integer) - 1) and now_known.month
    group by now_known.month, now_known.city, now_known.metric, now_known.value, months.value
    having max(before.grade) < 5 and count(*) = cast(months.value as integer)
)

select
    lasting.month,
    lasting.city,
    lasting.metric,
    lasting.value,
    lasting.grade,
    lines.line_value,
    cast(min(lasting.grade) over (partition by lasting.month, lasting.city) as integer) as city_grade,
    cast(lasting.month + interval 1 month - interval 1 day as date) + cast(days.value as integer) as response_due_on,
    responses.responded_on,
    responses.responded_by_seq,
    responses.measures,
    coalesce(responses.responses_count, 0) as responses_count
from lasting
inner join lines
    on lasting.metric = lines.metric and lasting.grade = lines.grade and lasting.month between lines.valid_from and lines.valid_to
inner join {{ ref('rules') }} as days
    on days.rule = 'risk_response_days.' || lines.colour and days.city = '{{ var("province") }}'
    and lasting.month between days.valid_from and days.valid_to
left join {{ ref('int_cities__responses') }} as responses
    on lasting.city = responses.city and lasting.month = responses.month and lasting.metric = responses.metric
