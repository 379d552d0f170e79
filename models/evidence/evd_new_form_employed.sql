-- One row per person and year who takes up work in a new form, or starts up on the internet (touched persons).
-- 新就业形态、创业的统计指标 (鸡西市 2018-05-22 七(二十四)); 利用互联网创业 (工商个字〔2016〕138号 三): told by the registration; a renewed
-- contract is the same work.
with registered as (
    {{ standing_of_touched(ref('stg_registration__employment_registered'), {
        'city': 'varchar', 'is_renewal': 'boolean', 'new_form': 'varchar',
    }) }}
),

businesses as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {'city': 'varchar', 'is_internet': 'boolean'}) }}
),

told as (
    select seq, event_source, event_id, person, happened_on, city, new_form from registered
    where new_form is not null and not is_renewal
    union all
    select seq, event_source, event_id, person, happened_on, city, 'internet_business' as new_form from businesses
    where is_internet
)

select
    'new_form_employed' as metric,
    city,
    {{ reporting_month('new_form_employed', 'happened_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('new_form', new_form) as dimensions
from told
where happened_on >= {{ rule('ledger_opens_on', 'date', 'happened_on') }}
qualify row_number() over (partition by person, year(happened_on) order by happened_on, event_source, event_id) = 1
