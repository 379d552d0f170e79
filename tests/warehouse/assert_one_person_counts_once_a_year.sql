-- A person whose new employment stands twice in one year would be counted twice (长春市 2020-06-29 通知).
select
    subject,
    year(period) as counted_year,
    sum(amount) as times
from {{ ref('evidence') }}
-- the postings of whom this build did not touch are those of the build before, which was tested
where metric = 'urban_newly_employed' and subject in (select person from {{ ref('int_persons__touched') }})
group by subject, year(period)
having sum(amount) > 1
