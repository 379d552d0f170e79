-- One row per published employed population of a city, as its change from the period before; the running sum is the level.
-- 城镇从业人数, the denominator of the registered unemployment rate; the statistics office's (A11).
select
    'employed_population' as metric,
    city,
    period,
    city as subject,
    seq as event_seq,
    cast(persons - coalesce(lag(persons) over (partition by city order by period), 0) as decimal(18, 4)) as amount,
    '{}' as dimensions
from {{ ref('int_cities__employed_population') }}
