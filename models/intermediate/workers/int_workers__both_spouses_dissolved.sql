-- One row per worker in scope dissolved together with the spouse who works at the same enterprise.
-- Rule (冀人社发〔2018〕38号 五: 避免与双职工夫妻同时解除劳动关系): both relations are dissolved by the enterprise, the later one
-- within the rule's days of the earlier. The roster names the spouse; each rostered spouse is warned of.
with separated as (
    select * from {{ ref('int_workers__separated') }}
    where is_dissolved and spouse is not null
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

ended as (
    {{ standing_of_cities(ref('stg_enterprise__labour_relation_ended'), {
        'subject': 'varchar', 'enterprise': 'varchar', 'reason': 'varchar',
    }) }}
)

select
    separated.person,
    separated.programme_year,
    separated.city,
    separated.seq,
    min(greatest(separated.ended_on, cast(ended.effective_at as date))) as both_ended_on
from separated
left join merged as merged_spouse on separated.spouse = merged_spouse.token
inner join ended
    on separated.enterprise = ended.enterprise
    and abs(separated.ended_on - cast(ended.effective_at as date))
    <= {{ rule('both_spouses_days', 'integer', 'separated.ended_on') }}
left join merged as merged_ended on ended.subject = merged_ended.token
where
    coalesce(merged_spouse.person, separated.spouse) = coalesce(merged_ended.person, ended.subject)
    and exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'employer_dissolved.' || ended.reason
            and r.city = '{{ var("province") }}'
            and cast(ended.effective_at as date) between r.valid_from and r.valid_to
    )
group by separated.person, separated.programme_year, separated.city, separated.seq
