-- One row per piece of evidence that stands otherwise now than at the last issue's cut-off, with one event that caused it.
-- Rule (统计法实施条例 26): a revised figure is published again with its reason. A new event causes its own evidence; a
-- correction or retraction that of the event it names; a merge that of its persons; else the new events of the same
-- subject that the metric reads. With none of these the rules have changed.
with issued as (
    {{ last_issue() }}
),

events as (
    select * from {{ ref('int_events__standing') }}
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

changed as (
    select
        evidence.metric, evidence.city, evidence.period, evidence.subject, evidence.event_seq,
        sum(evidence.amount) as amount
    from {{ ref('evidence') }} as evidence
    inner join issued on evidence.posted_seq > issued.cutoff_seq
    group by all
    having sum(evidence.amount) <> 0
),

own as (
    select
        changed.metric, changed.city, changed.period, changed.subject, changed.event_seq, changed.amount,
        case
            when events.changed_by_seq > issued.cutoff_seq then events.changed_by_seq
            when events.seq > issued.cutoff_seq then events.seq
        end as cause_seq,
        case
            when events.changed_by_seq > issued.cutoff_seq and events.status = 'retracted' then 'retraction'
            when events.changed_by_seq > issued.cutoff_seq then 'correction'
            when events.seq > issued.cutoff_seq then 'late_event'
        end as reason
    from changed
    inner join events on changed.event_seq = events.seq
    cross join issued
),

subjects as (
    select * from {{ ref('int_events__since_issue') }}
),

rostered as (
    select
        coalesce(merged.person, rosters.subject) as person,
        rosters.enterprise
    from {{ ref('stg_enterprise__worker_rostered') }} as rosters
    left join merged on rosters.subject = merged.token
),

leavers as (
    select
        coalesce(merged.person, ended.subject) as person,
        ended.enterprise
    from {{ ref('stg_insurance__insurance_ended') }} as ended
    left join merged on ended.subject = merged.token
),

told as (
    -- what happened since the issue, once for every metric that reads events of its type
    select
        inputs.metric,
        subjects.*
    from subjects
    inner join {{ ref('metric_inputs') }} as inputs on subjects.event_type = inputs.event_type
),

inputs as (
    select
        metric,
        subject,
        cause_seq,
        reason
    from told
    union
    select told.metric, rostered.person as subject, told.cause_seq, told.reason
    from told
    inner join rostered on told.subject = rostered.enterprise
    union
    -- where a leaver is insured now, or that he registers, changes what his leaving says of the enterprise
    select told.metric, leavers.enterprise as subject, told.cause_seq, told.reason
    from told
    inner join leavers on told.subject = leavers.person
    where told.metric in ('layoffs_detected', 'mass_unemployment_signs', 'mass_unemployment_cases')
    union
    -- who is entered on a roster changes what its own total says
    select told.metric, rostered.enterprise as subject, told.cause_seq, told.reason
    from told
    inner join rostered on told.subject = rostered.person
    where told.metric in ('roster_missing_persons', 'roster_unfiled_persons') and told.event_type = 'worker_rostered'
    union
    -- what one city has of a factor, and what is allocated, changes what every city is given
    select told.metric, cities.city as subject, told.cause_seq, told.reason
    from told
    cross join {{ ref('cities') }} as cities
    where told.metric = 'funds_by_factors'
),

merging as (
    select distinct
        own.*,
        subjects.cause_seq as merge_seq,
        subjects.reason as merge_reason
    from own
    left join merged on own.subject = merged.token
    left join subjects
        on subjects.reason in ('person_merged', 'person_split') and coalesce(merged.person, own.subject) = subjects.subject
),

explained as (
    select
        merging.metric, merging.city, merging.period, merging.subject, merging.event_seq, merging.amount,
        coalesce(merging.cause_seq, merging.merge_seq, inputs.cause_seq) as cause_seq,
        coalesce(merging.reason, merging.merge_reason, inputs.reason, 'rule_changed') as reason
    from merging
    left join inputs
        on merging.cause_seq is null and merging.merge_seq is null
        and merging.subject = inputs.subject and merging.metric = inputs.metric
)

select distinct * from explained
