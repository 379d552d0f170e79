-- One row per touched enterprise that is state-owned and above scale (国有规模以上), as last listed.
with listed as (
    {{ standing_of_enterprises(ref('stg_enterprise__enterprise_listed'), {
        'enterprise': 'varchar', 'ownership': 'varchar', 'is_above_scale': 'boolean',
    }) }}
),

last_listed as (
    select * from listed
    qualify row_number() over (partition by enterprise order by effective_at desc, event_source desc, event_id desc) = 1
)

select enterprise from last_listed
where ownership = 'state' and is_above_scale
