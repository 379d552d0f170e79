-- One row per roster that a touched enterprise filed and what its total adds: filed, missing among the rows that came, not in the total.
-- 花名册总数与逐人记录核对 (冀人社发〔2018〕38号 三 准确掌握总量及结构、具体到人): of a programme year the last filing counts. It is compared with the
-- workers entered by name up to its day; whoever is entered later belongs to the next filing.
with filed as (
    {{ standing_of_enterprises(ref('stg_enterprise__roster_filed'), {
        'enterprise': 'varchar', 'city': 'varchar', 'programme_year': 'integer', 'rostered_persons': 'integer',
    }) }}
),

last_filed as (
    select
        *,
        cast(effective_at as date) as filed_on
    from filed
    qualify row_number() over (
        partition by enterprise, programme_year
        order by effective_at desc, event_source desc, event_id desc
    ) = 1
),

entered as (
    {{ standing_of_enterprises(ref('stg_enterprise__worker_rostered'), {
        'subject': 'varchar', 'enterprise': 'varchar', 'programme_year': 'integer',
    }) }}
),

compared as (
    select
        last_filed.seq,
        last_filed.enterprise,
        last_filed.city,
        last_filed.programme_year,
        last_filed.filed_on,
        last_filed.rostered_persons,
        count(distinct coalesce(merged.person, entered.subject)) as entered_persons
    from last_filed
    left join entered
        on last_filed.enterprise = entered.enterprise
        and last_filed.programme_year = entered.programme_year
        and last_filed.filed_on >= cast(entered.effective_at as date)
    left join {{ ref('int_persons__merged') }} as merged on entered.subject = merged.token
    group by all
),

posted as (
    {% for metric, persons in {
        'roster_filed_persons': 'rostered_persons',
        'roster_missing_persons': 'greatest(rostered_persons - entered_persons, 0)',
        'roster_unfiled_persons': 'greatest(entered_persons - rostered_persons, 0)',
    }.items() %}
    select seq, enterprise, city, programme_year, filed_on, '{{ metric }}' as metric, {{ persons }} as persons from compared
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    metric,
    city,
    {{ reporting_month('roster_totals', 'filed_on') }} as period,
    enterprise as subject,
    seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('programme_year', programme_year) as dimensions
from posted
where persons <> 0 and filed_on >= {{ rule('ledger_opens_on', 'date', 'filed_on') }}
