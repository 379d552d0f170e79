-- One row per city, ground and matter that calls for the next step, with the finding that took it, if one did.
-- Rule (辽政办发〔2016〕75号 七(十五) 通报批评、约谈、问责; A18): as many quarters behind as the dated rule says, and an assessment below the dated
-- points, call for criticism; a finding still unanswered after its term calls for the step after its own (step_after), on the
-- same matter. What is due, never a verdict.
-- about_seq: the unanswered finding's event; the other grounds rest on figures.
with findings as (
    select
        findings.*,
        next_steps.value as step_after
    from {{ ref('int_cities__findings') }} as findings
    left join {{ ref('rules') }} as next_steps
        on next_steps.rule = 'step_after.' || findings.step and next_steps.city = '{{ var("province") }}'
        and findings.due_on between next_steps.valid_from and next_steps.valid_to
),

matters as (
    select
        quarters.city,
        'behind_quarters' as ground,
        quarters.metric as about,
        cast(null as varchar) as kind,
        quarters.metric,
        cast(quarters.quarter_starts_on + interval 3 month as date) as due_on,
        'criticism' as step_due,
        null as about_seq
    from {{ ref('fct_city_quarters') }} as quarters
    inner join {{ ref('cities') }} as cities on quarters.city = cities.city and cities.kind = 'city'
    where quarters.is_criticism_due
    union all
    select
        city,
        'below_points' as ground,
        scheme as about,
        null as kind,
        null as metric,
        cast(make_date(year + 1, 1, 1) as date) as due_on,
        'criticism' as step_due,
        null as about_seq
    from {{ ref('rpt_assessment_grades') }}
    where is_criticism_due
    union all
    select
        city,
        'unanswered' as ground,
        finding as about,
        kind,
        metric,
        due_on + 1 as due_on,
        step_after as step_due,
        seq as about_seq
    from findings
    where settled_on is null and step_after is not null and due_on < (select cast(cutoff_at as date) from {{ ref('dim_build') }})
),

taken as (
    select
        matters.*,
        findings.finding,
        findings.seq as finding_seq,
        findings.raised_on
    from matters
    left join findings
        on matters.city = findings.city and matters.step_due = findings.step and matters.due_on <= findings.raised_on
        and (matters.ground = 'below_points' or matters.metric is not distinct from findings.metric)
        and (matters.kind is null or matters.kind = findings.kind)
)

select
    city,
    ground,
    about,
    due_on,
    step_due,
    about_seq,
    arg_min(finding, (raised_on, finding)) as taken_by_finding,
    min(raised_on) as taken_on,
    arg_min(finding_seq, (raised_on, finding)) as taken_by_seq
from taken
group by city, ground, about, due_on, step_due, about_seq
