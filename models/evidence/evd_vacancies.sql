-- One row per posting (+) and expiry (−) of an employer's vacancies, in places; their running sum is what is open.
-- 需求人数 (鸡西市 2018-05-22 五(十八)): public and private agencies alike. What ends on a month's last
-- day is not carried over. An expiry is posted ahead (docs/adr/0020).
with posted as (
    {{ standing_of_cities(ref('stg_market__vacancy_posted'), {
        'city': 'varchar', 'occupation': 'varchar', 'education': 'varchar', 'industry': 'varchar',
        'vacancy_persons': 'integer', 'open_until': 'date',
    }) }}
),

flows as (
    select *, cast(effective_at as date) as moved_on, vacancy_persons as persons, 'in' as flow from posted
    union all
    select *, greatest(open_until, cast(effective_at as date)) as moved_on, -vacancy_persons as persons, 'out' as flow
    from posted
    where open_until is not null
)

select
    'vacancies' as metric,
    city,
    {{ reporting_month('vacancies', 'moved_on') }} as period,
    city as subject,
    seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('occupation', occupation, 'education', education, 'industry', industry, 'flow', flow) as dimensions
from flows
