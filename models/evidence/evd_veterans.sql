-- One row per veteran registered (touched persons), and per his first new employment and first business of his own from that day on.
-- 促进复原转业退伍军人尽快就业创业 (辽政办发〔2016〕75号 六(十三); 鸡西市 2018-05-22 四(十三)): each once, in the city where he first
-- registered. A business of his own is employment, too.
with registered as (
    {{ standing_of_touched(ref('stg_registration__veteran_registered'), {'city': 'varchar', 'kind': 'varchar'}) }}
),

veterans as (
    select * from registered
    qualify row_number() over (partition by person order by happened_on, event_source, event_id) = 1
),

starts as (
    select
        veterans.person, veterans.city, veterans.kind, work.seq, work.started_on, work.proof,
        row_number() over (
            partition by work.person, work.proof = 'business' order by work.started_on, work.event_source, work.event_id
        ) as place_of_kind,
        row_number() over (partition by work.person order by work.started_on, work.event_source, work.event_id) as place
    from veterans
    inner join {{ ref('int_persons__employment_starts') }} as work
        on veterans.person = work.person and work.is_new and veterans.happened_on <= work.started_on
),

reached as (
    select 'veterans_registered' as metric, person, city, kind, seq, happened_on as day from veterans
    union all
    select 'veterans_employed' as metric, person, city, kind, seq, started_on as day from starts
    where place = 1
    union all
    select 'veterans_started_up' as metric, person, city, kind, seq, started_on as day from starts
    where proof = 'business' and place_of_kind = 1
)

select
    metric,
    city,
    {{ reporting_month('veterans', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind) as dimensions
from reached
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
