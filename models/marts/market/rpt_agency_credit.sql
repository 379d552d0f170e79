-- One row per human-resources agency: its credit grade, and whether it is on the blacklist at the end of the last month.
-- Rule (鸡西市 2018-05-22 六(二十一) 信用考评结果公布、黑名单制度): the last rating, as long as it is valid; whose term is over is shown without
-- grade and off the list. Read as a publication list, and through event_seq down to the rating.
{{ config(materialized='view') }}

with months as (
    select max(month) as last_month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

judged as (
    select
        agencies.*,
        coalesce(agencies.valid_until >= months.last_month + interval 1 month - interval 1 day, true) as is_valid
    from {{ ref('int_market__agencies_rated') }} as agencies
    cross join months
)

select
    enterprise,
    city,
    agency_name,
    case when is_valid then grade end as grade,
    is_valid and is_blacklisted as is_blacklisted,
    is_valid,
    rated_on,
    valid_until,
    document_no,
    seq as event_seq
from judged
