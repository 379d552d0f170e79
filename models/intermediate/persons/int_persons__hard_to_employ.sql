-- One row per touched person certified as hard to employ: since when.
with certified as (
    {{ standing_of_touched(ref('stg_registration__hardship_certified'), {'category': 'varchar'}) }}
)

select
    person,
    min(happened_on) as certified_on
from certified
group by person
