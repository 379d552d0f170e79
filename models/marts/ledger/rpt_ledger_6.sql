-- One row per month and person on 台账六 新就业人员信息台账: counted as newly employed from January to the month.
-- The nine real-name fields of 豫人社办〔2018〕90号; name, number and phone are the vault's.
{{ config(materialized='view') }}

select
    months.month,
    jobs.city,
    jobs.person,
    jobs.event_seq,
    jobs.sex,
    jobs.education,
    jobs.previous_identity,
    jobs.employed_on,
    jobs.channel,
    jobs.enterprise,
    jobs.industry,
    jobs.proof
from {{ ref('int_ledgers__counted_jobs') }} as jobs
inner join {{ ref('int_ledgers__months') }} as months on jobs.period between months.year_starts_on and months.month
where jobs.metric = 'urban_newly_employed'
