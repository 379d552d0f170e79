-- One row per month and unit in difficulty: who is out of work there, and what is done for it.
-- Rule (鸡西市 2018-05-22 二(四)): independent mining districts and units with heavy capacity cuts, many waiting workers and a high risk of
-- unemployment get labour matched elsewhere, referrals, start-up help and training; which units they are, is said by dated rules.
{{ config(materialized='view') }}

select
    figures.month,
    figures.city,
    r.value as difficulty,
    {% for metric in [
        'idle_persons', 'idle_trained', 'registered_unemployed', 'unemployed_reemployed', 'training_persons', 'incubation_entries',
        'job_fairs_held', 'labour_export',
    ] %}
    max(figures.month_value) filter (where figures.metric = '{{ metric }}') as {{ metric }}{{ "," if not loop.last }}
    {% endfor %}
from {{ ref('fct_city_metrics') }} as figures
inner join {{ ref('rules') }} as r
    on r.city = '{{ var("province") }}'
    and r.rule = 'region_in_difficulty.' || figures.city
    and figures.month between r.valid_from and r.valid_to
group by all
