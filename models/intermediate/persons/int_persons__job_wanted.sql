-- One row per stretch of days in which a touched person seeks work through an agency.
-- Rule (鸡西市 2018-05-22 五(十八); 人力资源市场供求统计: 合计 = 上期结转 + 本期新增): public and private agencies alike; a later
-- request replaces the earlier, so that nobody seeks twice; it ends with its last day or when new employment
-- starts. What ends on a month's last day is not carried over.
with wanted as (
    {{ standing_of_touched(ref('stg_market__job_wanted'), {
        'city': 'varchar', 'occupation': 'varchar', 'education': 'varchar', 'industry': 'varchar', 'open_until': 'date',
    }) }}
),

replaced as (
    select
        *,
        lead(happened_on) over (partition by person order by happened_on, event_source, event_id) as replaced_on
    from wanted
),

employed as (
    select
        replaced.seq,
        min(starts.started_on) as employed_on,
        arg_min(starts.seq, (starts.started_on, starts.proof_rank, starts.event_source, starts.event_id)) as employed_seq
    from replaced
    inner join {{ ref('int_persons__employment_starts') }} as starts
        on replaced.person = starts.person and starts.is_new and replaced.happened_on <= starts.started_on
    group by replaced.seq
),

stretches as (
    select
        replaced.*,
        employed.employed_on,
        employed.employed_seq,
        least(replaced.replaced_on, employed.employed_on) as settled_on,
        case when replaced.open_until is not null then greatest(replaced.open_until, replaced.happened_on) end as expired_on
    from replaced
    left join employed on replaced.seq = employed.seq
)

select
    seq,
    person,
    city,
    occupation,
    education,
    industry,
    happened_on as wanted_on,
    least(settled_on, expired_on) as ended_on,
    case when employed_on = least(settled_on, expired_on) then employed_seq else seq end as ended_by_seq
from stretches
where settled_on is null or happened_on < settled_on
