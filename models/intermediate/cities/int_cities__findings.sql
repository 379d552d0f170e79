-- One row per finding raised against a city: what became of it.
-- Rule (辽政办发〔2016〕75号 七(十五) 通报批评、约谈、问责; 鸡西市 2018-05-22 七(二十三) 容错免责): the first answer keeps the term; the last closing is the
-- verdict; a plea for exemption stands from the first answer that makes it.
with raised as (
    {{ standing_of_cities(ref('stg_assessment__finding_raised'), {
        'city': 'varchar', 'finding': 'varchar', 'kind': 'varchar', 'step': 'varchar', 'metric': 'varchar', 'due_at': 'date',
    }) }}
),

answered as (
    {{ standing_of_cities(ref('stg_assessment__finding_answered'), {
        'city': 'varchar', 'finding': 'varchar', 'is_exemption_claimed': 'boolean',
    }) }}
),

closed as (
    {{ standing_of_cities(ref('stg_assessment__finding_closed'), {
        'city': 'varchar', 'finding': 'varchar', 'verdict': 'varchar',
    }) }}
),

answers as (
    select
        city,
        finding,
        min(cast(effective_at as date)) as answered_on,
        arg_min(seq, (effective_at, event_source, event_id)) as answered_by_seq,
        min(cast(effective_at as date)) filter (where is_exemption_claimed) as claimed_on,
        arg_min(seq, (effective_at, event_source, event_id)) filter (where is_exemption_claimed) as claimed_by_seq
    from answered
    group by city, finding
),

verdicts as (
    select
        city,
        finding,
        seq as closed_by_seq,
        verdict,
        cast(effective_at as date) as closed_on
    from closed
    qualify row_number() over (partition by city, finding order by effective_at desc, event_source desc, event_id desc) = 1
),

first_raised as (
    select * from raised
    qualify row_number() over (partition by city, finding order by effective_at, event_source, event_id) = 1
)

select
    first_raised.seq,
    first_raised.city,
    first_raised.finding,
    first_raised.kind,
    first_raised.step,
    first_raised.metric,
    cast(first_raised.effective_at as date) as raised_on,
    first_raised.due_at as due_on,
    answers.claimed_on,
    answers.claimed_by_seq,
    verdicts.closed_on,
    verdicts.closed_by_seq,
    verdicts.verdict,
    least(answers.answered_on, verdicts.closed_on) as settled_on,
    if(
        coalesce(answers.answered_on <= verdicts.closed_on, answers.answered_on is not null), answers.answered_by_seq, verdicts.closed_by_seq
    ) as settled_by_seq
from first_raised
left join answers on first_raised.city = answers.city and first_raised.finding = answers.finding
left join verdicts on first_raised.city = verdicts.city and first_raised.finding = verdicts.finding
