-- One row per month or quarter, city or province, side of the market, dimension and code, with those of no requirement spread.
-- Rule (人力资源市场供求统计表 5 至 8): who asks for nothing in particular is allocated to the codes in proportion to those who
-- do, in whole persons, and so that the sum stays; where nobody asks for anything they stay as they are.
with counted as (
    select * from {{ ref('int_market__supplied_and_demanded') }}
),

unspecific as (
    select * from counted
    where code = 'any'
),

weighed as (
    select
        counted.*,
        coalesce(unspecific.persons, 0) as to_spread,
        sum(counted.persons) over market as all_persons,
        sum(counted.persons) over upto as persons_upto
    from counted
    left join unspecific
        on counted.span = unspecific.span and counted.starts_on = unspecific.starts_on and counted.city = unspecific.city
        and counted.metric = unspecific.metric and counted.dimension = unspecific.dimension
    where counted.code <> 'any'
    window
        market as (partition by counted.span, counted.starts_on, counted.city, counted.metric, counted.dimension),
        upto as (
            partition by counted.span, counted.starts_on, counted.city, counted.metric, counted.dimension
            order by counted.code
        )
)

select
    span,
    starts_on,
    city,
    metric,
    dimension,
    code,
    persons
    + round(to_spread * persons_upto / all_persons)
    - round(to_spread * (persons_upto - persons) / all_persons) as persons
from weighed
union all
select span, starts_on, city, metric, dimension, code, persons
from unspecific
where not exists (
    select 1
    from weighed
    where
        weighed.span = unspecific.span and weighed.starts_on = unspecific.starts_on and weighed.city = unspecific.city
        and weighed.metric = unspecific.metric and weighed.dimension = unspecific.dimension
)
