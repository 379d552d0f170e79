-- One row per stay of a touched person in a public-welfare post, from taking it up to leaving it.
-- Rule (辽政办发〔2016〕75号 三(九); 鸡西市 2018-05-22 四(十五) 严格执行退出机制): a stay ends when the post is vacated, with the
-- pension or with death; taking up the same post again before that prolongs it. It may last as long as agreed, and never
-- longer than the dated rule allows, counted from its first day.
with filled as (
    {{ standing_of_touched(ref('stg_service__welfare_post_filled'), {
        'city': 'varchar', 'post': 'varchar', 'term_months': 'integer',
    }) }}
),

vacated as (
    {{ standing_of_touched(ref('stg_service__welfare_post_vacated'), {'post': 'varchar', 'reason': 'varchar'}) }}
),

ends as (
    select seq, event_source, event_id, person, happened_on as ended_on, post, reason
    from vacated
    union all
    select seq, event_source, event_id, person, ended_on, null as post, kind as reason
    from {{ ref('int_persons__employment_ends') }}
    where kind in ('pensioned', 'died')
),

closed as (
    select
        filled.seq,
        min(ends.ended_on) as ended_on,
        arg_min(ends.seq, (ends.ended_on, ends.event_source, ends.event_id)) as ended_by_seq,
        arg_min(ends.reason, (ends.ended_on, ends.event_source, ends.event_id)) as reason
    from filled
    inner join ends
        on filled.person = ends.person
        and filled.happened_on < ends.ended_on
        and (ends.post is null or filled.post = ends.post)
    group by filled.seq
),

fillings as (
    select
        filled.*,
        closed.ended_on,
        closed.ended_by_seq,
        closed.reason,
        max(coalesce(closed.ended_on, date '9999-12-31')) over (
            partition by filled.person, filled.post
            order by filled.happened_on, filled.event_source, filled.event_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_until
    from filled
    left join closed on filled.seq = closed.seq
),

numbered as (
    select
        *,
        sum(cast(happened_on >= coalesce(earlier_until, happened_on) as integer)) over (
            partition by person, post
            order by happened_on, event_source, event_id
        ) as stay
    from fillings
)

select
    arg_min(seq, (happened_on, event_source, event_id)) as seq,
    person,
    post,
    arg_min(city, (happened_on, event_source, event_id)) as city,
    min(happened_on) as filled_on,
    any_value(ended_on) as ended_on,
    any_value(ended_by_seq) as ended_by_seq,
    any_value(reason) as reason,
    max(cast(happened_on + to_months(term_months) as date)) as agreed_until
from numbered
group by person, post, stay
