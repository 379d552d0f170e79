-- One row per opening (+1) and closing (−1) of a touched person's search for work; their running sum is who is seeking.
-- 求职人数 (鸡西市 2018-05-22 五(十八)). An end that is known beforehand is posted ahead (docs/adr/0020).
with wanted as (
    select
        *,
        json_object('occupation', occupation, 'education', education, 'industry', industry, 'flow', 'in') as came,
        json_object('occupation', occupation, 'education', education, 'industry', industry, 'flow', 'out') as gone
    from {{ ref('int_persons__job_wanted') }}
)

select
    'job_seekers' as metric,
    city,
    {{ reporting_month('job_seekers', 'wanted_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    came as dimensions
from wanted
union all
select
    'job_seekers' as metric,
    city,
    {{ reporting_month('job_seekers', 'ended_on') }} as period,
    person as subject,
    ended_by_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    gone as dimensions
from wanted
where ended_on is not null
