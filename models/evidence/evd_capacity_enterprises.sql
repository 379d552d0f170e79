-- One row per change and end of the registration of a capacity-cut enterprise (touched enterprises): changed, closed.
-- 化解过剩产能企业变更、注销登记 (工商个字〔2016〕138号 二): the market regulator's register is the first to show that an enterprise merges, moves or
-- closes. An enterprise listed in a sector of diversion_sector.* is a capacity-cut one; it closes once.
with listed as (
    {{ standing_of_enterprises(ref('stg_enterprise__enterprise_listed'), {'enterprise': 'varchar', 'sector': 'varchar'}) }}
),

in_the_cut as (
    select distinct listed.enterprise
    from listed
    inner join {{ ref('rules') }} as r
        on r.rule = 'diversion_sector.' || listed.sector
        and r.city = '{{ var("province") }}'
        and cast(listed.effective_at as date) between r.valid_from and r.valid_to
),

changed as (
    {{ standing_of_enterprises(ref('stg_registration__business_changed'), {
        'enterprise': 'varchar', 'city': 'varchar', 'change': 'varchar',
    }) }}
),

deregistered as (
    {{ standing_of_enterprises(ref('stg_registration__business_deregistered'), {
        'enterprise': 'varchar', 'city': 'varchar', 'reason': 'varchar',
    }) }}
),

closed as (
    select * from deregistered
    qualify row_number() over (partition by enterprise order by effective_at, event_source, event_id) = 1
),

posted as (
    select
        'capacity_enterprises_changed' as metric, seq, enterprise, city, cast(effective_at as date) as day,
        json_object('change', change) as dimensions
    from changed
    union all
    select
        'capacity_enterprises_closed' as metric, seq, enterprise, city, cast(effective_at as date) as day,
        json_object('reason', reason) as dimensions
    from closed
)

select
    posted.metric,
    posted.city,
    {{ reporting_month('capacity_enterprises', 'posted.day') }} as period,
    posted.enterprise as subject,
    posted.seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    posted.dimensions
from posted
inner join in_the_cut on posted.enterprise = in_the_cut.enterprise
where posted.day >= {{ rule('ledger_opens_on', 'date', 'posted.day') }}
