-- One row per touched person whose sex and birth month are known.
-- Rule: the identity number tells them; of merged identities the one that stands for the person is heard first.
select
    touched.person,
    arg_min(told.sex, (touched.token <> touched.person, told.birth_month, told.sex)) as sex,
    cast(
        arg_min(told.birth_month, (touched.token <> touched.person, told.birth_month, told.sex)) || '-01' as date
    ) as birth_month
from {{ ref('stg_log__persons') }} as told
inner join {{ ref('int_persons__touched') }} as touched on told.subject = touched.token
group by touched.person
