-- One row per touched person, benefit item and stretch of days in which the rules entitle him to it.
-- Rule (辽政办发〔2016〕75号 七(十七); 就业补助资金 社会保险补贴期限): a ground gives the items that the packs held in its city, or in the province, list it for;
-- stretches that meet are one; none is longer than the item's dated months.
with listed as (
    select
        city,
        split_part(rule, '.', 2) as item,
        unnest(string_split(value, ' ')) as ground,
        valid_from,
        valid_to
    from {{ ref('rules') }}
    where rule like 'entitled_on.%'
),

ruled as (
    select
        grounds.*,
        listed.item
    from {{ ref('int_persons__benefit_grounds') }} as grounds
    inner join listed
        on grounds.ground = listed.ground
        and grounds.since_on between listed.valid_from and listed.valid_to
        and listed.city in (grounds.city, '{{ var("province") }}')
    where grounds.until_on is null or grounds.since_on < grounds.until_on
    group by all
),

followed as (
    select
        *,
        max(coalesce(until_on, date '9999-12-31')) over (
            partition by person, item
            order by since_on, event_source, event_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from ruled
),

numbered as (
    select
        *,
        sum(cast(since_on > coalesce(covered_until, date '0001-01-01') as integer)) over (
            partition by person, item
            order by since_on, event_source, event_id
        ) as stretch
    from followed
),

stretches as (
    select
        person,
        item,
        arg_min(seq, (since_on, event_source, event_id)) as seq,
        arg_min(city, (since_on, event_source, event_id)) as city,
        min(since_on) as since_on,
        max(coalesce(until_on, date '9999-12-31')) as until_on
    from numbered
    group by person, item, stretch
),

longest as (
    select
        stretches.person,
        stretches.item,
        stretches.seq,
        min(cast(stretches.since_on + to_months(cast(r.value as integer)) as date)) as last_on
    from stretches
    inner join {{ ref('rules') }} as r
        on r.rule = 'benefit_max_months.' || stretches.item
        and stretches.since_on between r.valid_from and r.valid_to
        and r.city = '{{ var("province") }}'
    group by all
)

select
    stretches.seq,
    stretches.person,
    stretches.item,
    stretches.city,
    stretches.since_on,
    nullif(least(stretches.until_on, coalesce(longest.last_on, stretches.until_on)), date '9999-12-31') as until_on
from stretches
left join longest
    on stretches.person = longest.person and stretches.item = longest.item and stretches.seq = longest.seq
