-- One row per worker in scope and programme year whose labour relation the enterprise ended: the first time, with its plan.
-- Rule (冀人社发〔2018〕38号 五; 劳动合同法 36, 40, 41, 44): which reasons are the enterprise's, and which of them are a
-- dissolution, is the rule's; who resigns or retires is not separated by his enterprise.
with in_scope as (
    select * from {{ ref('int_workers__in_scope') }}
),

ended as (
    {{ standing_of_touched(ref('stg_enterprise__labour_relation_ended'), {'enterprise': 'varchar', 'reason': 'varchar'}) }}
),

planned as (
    select * from {{ ref('int_enterprises__planned') }}
),

by_enterprise as (
    select
        in_scope.person,
        in_scope.programme_year,
        in_scope.city,
        in_scope.enterprise,
        in_scope.protection,
        in_scope.spouse,
        in_scope.rostered_on,
        ended.seq,
        ended.event_source,
        ended.event_id,
        ended.happened_on as ended_on,
        ended.reason,
        planned.passed_on,
        dissolutions.rule is not null as is_dissolved
    from in_scope
    inner join ended
        on in_scope.person = ended.person
        and in_scope.enterprise = ended.enterprise
        and in_scope.rostered_on <= ended.happened_on
    inner join {{ ref('rules') }} as reasons
        on reasons.rule = 'employer_ended.' || ended.reason
        and reasons.city = '{{ var("province") }}'
        and ended.happened_on between reasons.valid_from and reasons.valid_to
    left join {{ ref('rules') }} as dissolutions
        on dissolutions.rule = 'employer_dissolved.' || ended.reason
        and dissolutions.city = '{{ var("province") }}'
        and ended.happened_on between dissolutions.valid_from and dissolutions.valid_to
    left join planned
        on in_scope.enterprise = planned.enterprise
        and in_scope.programme_year = planned.programme_year
    where year(ended.happened_on) = year(in_scope.rostered_on)
)

select *
from by_enterprise
qualify row_number() over (
    partition by person, programme_year
    order by ended_on, event_source, event_id
) = 1
