-- A small published warehouse for the dashboard's tests: schema marts as the models publish it, 14 cities, 2025-01 to
-- 2026-06, last issue 2026-05-1. Names come from the project's own seeds ($seeds). Figures are summed here from
-- the evidence by another road than the models'. 盘锦市 (211100) hard_to_employ_employed is written by hand, so that tests
-- know its numbers without any SQL: 2026-05 was published as 3, is 4 now (+2 late, -1 retracted); 2026-06 is 2.
create schema marts;

create table marts.dim_cities as
select city::varchar as city, city_name, kind, sort_order::integer as sort_order from read_csv('{seeds}/cities.csv', all_varchar = true);
create table marts.dim_channels as
select channel, channel_name, sort_order::integer as sort_order from read_csv('{seeds}/channels.csv', all_varchar = true);
create table marts.dim_metric_terms as
select metric, part, component, sign::integer as sign from read_csv('{seeds}/metric_terms.csv', all_varchar = true);
create table marts.dim_metrics as
select metric, metric_name, unit_name, kind, decimals::integer as decimals, direction, is_headline::boolean as is_headline,
    is_posted::boolean as is_posted, sort_order::integer as sort_order, definition, document_no, clause
from read_csv('{seeds}/metrics.csv', all_varchar = true);

create temp table months as
select month::date as month, (row_number() over (order by month))::integer as nth
from (select unnest(generate_series(timestamp '2025-01-01', timestamp '2026-06-01', interval 1 month)) as month);

-- persons a month of the whole province, and the event that is the evidence
create temp table volumes as
from (values
    ('urban_newly_employed', 1150, 'insurance_started'), ('natural_attrition', 140, 'pension_started'),
    ('unemployed_reemployed', 330, 'insurance_started'), ('hard_to_employ_employed', 120, 'employment_registered'),
    ('diverted_in_scope', 150, 'worker_rostered'), ('diverted_placed', 118, 'worker_diverted'),
    ('placements_verified', 90, 'worker_diverted'), ('service_guaranteed', 104, 'job_recommended')
) as v(metric, persons, event_type);

create temp table shares as
from (values
    ('210100', .22, 1.09), ('210200', .20, 1.02), ('210300', .09, .97), ('210400', .06, .88), ('210500', .05, 1.04),
    ('210600', .05, .99), ('210700', .06, 1.12), ('210800', .05, .94), ('210900', .04, .79), ('211000', .04, 1.01),
    ('211100', .04, 1.06), ('211200', .03, .91), ('211300', .04, .96), ('211400', .03, 1.15)
) as s(city, share, pace);

create temp table standing as
select v.metric, s.city, m.month as period, 'p' || md5(concat_ws('/', v.metric, s.city, m.month, i)) as subject, v.event_type,
    1::decimal(18, 4) as amount,
    case when v.metric in ('diverted_placed', 'placements_verified')
        then json_object('channel', (['internal_retirement', 'retraining_transfer', 'enterprise_transformation',
            'self_employment', 'welfare_post', 'external_employment'])[1 + i % 6])
        else '{}' end::varchar as dimensions
from volumes as v
cross join shares as s
cross join months as m
cross join lateral (
    select unnest(range((v.persons * s.share * (case when year(m.month) = 2026 then s.pace else .95 end)
        * (.82 + .06 * (month(m.month) % 7)))::bigint)) as i
) as n
where not (v.metric = 'hard_to_employ_employed' and s.city = '211100')
union all by name
select 'registered_unemployed' as metric, s.city, m.month as period, 'p' || md5(concat_ws('/', 'u', s.city, m.month, i)) as subject,
    case when (m.month < '2025-01-01' and i % 9 < 5) or (m.month >= '2025-01-01' and i % 2 = 0) then 'unemployment_registered' else 'unemployment_deregistered' end as event_type,
    case when (m.month < '2025-01-01' and i % 9 < 5) or (m.month >= '2025-01-01' and i % 2 = 0) then 1 else -1 end::decimal(18, 4) as amount,
    case when (m.month < '2025-01-01' and i % 9 < 5) or (m.month >= '2025-01-01' and i % 2 = 0) then '{"flow":"in"}' else '{"flow":"out"}' end as dimensions
from shares as s
cross join (select month from months union all select date '2024-12-01') as m
cross join lateral (select unnest(range((case when m.month < '2025-01-01' then 9000 else 420 end * s.share)::bigint)) as i) as n
union all by name
select 'employed_population' as metric, s.city, m.month as period, s.city as subject, 'denominator_published' as event_type,
    (case when m.nth = 1 then 26000 * s.share else 60 * s.share * s.pace end)::bigint::decimal(18, 4) as amount, '{}' as dimensions
from shares as s cross join months as m;

create temp table numbered as
select *, row_number() over (order by period, metric, city, subject)::bigint as event_seq from standing;

create temp table cutoffs as
select period, max(event_seq) as posted_seq from numbered group by period;

create table marts.fct_evidence as
select c.posted_seq, n.metric, n.city, n.period, n.subject, n.event_seq, n.amount, n.dimensions, '2026.1' as rule_version
from numbered as n inner join cutoffs as c using (period);

-- the hand-written cell: events 900001.. ; the issue's cut-off is the posting of May
create temp table issue as select posted_seq as cutoff_seq from cutoffs where period = '2026-05-01';
create temp table now_known as select 900100::bigint as seq;

insert into marts.fct_evidence
select case when posted = 'issue' then (select cutoff_seq from issue) else (select seq from now_known) end,
    'hard_to_employ_employed', '211100', period, 'p' || md5('hand' || person), event_seq, amount, '{}', '2026.1'
from (values
    ('issue', date '2026-05-01', 1, 1001, 1), ('issue', date '2026-05-01', 2, 1002, 1), ('issue', date '2026-05-01', 3, 1003, 1),
    ('now', date '2026-05-01', 3, 1003, -1), ('now', date '2026-05-01', 4, 900001, 1), ('now', date '2026-05-01', 5, 900002, 1),
    ('now', date '2026-06-01', 6, 900003, 1), ('now', date '2026-06-01', 7, 900004, 1)
) as hand(posted, period, person, event_seq, amount);

-- leads, money, checks and topics, known by hand as well: 盘锦市 lacks 12 and 3 workers of two rosters and received 12.50 万元, one enterprise there
-- let 20 and 8 go unreported, of 3 cases drawn by lot one was untrue, and 75 workers' wages were observed; 大连市 had one great petition
create temp table told as
from (values
    (date '2026-06-01', 900020, 'roster_missing_persons', '211100', '91211100MA0EXA002C', 12, '{"programme_year":2026}', 'roster_filed'),
    (date '2026-06-01', 900021, 'roster_missing_persons', '211100', '91211100MA0EXA003C', 3, '{"programme_year":2026}', 'roster_filed'),
    (date '2026-06-01', 900022, 'major_incidents', '210200', '91210200MA0EXA004C', 1, '{"kind":"petition","persons":1200}', 'incident_reported'),
    (date '2026-06-01', 900023, 'funds_received', '211100', '211100', 12.5, '{"fund":"award","detail":"national"}', 'fund_received'),
    (date '2026-06-01', 900024, 'funds_spent', '211100', '211100', 7.25, '{"fund":"award","detail":"compensation"}', 'fund_spent'),
    (date '2026-06-01', 900025, 'funds_received', '211100', '211100', 4, '{"fund":"employment","detail":"province"}', 'fund_received'),
    (date '2026-06-01', 900026, 'funds_received', '210200', '210200', 30, '{"fund":"award","detail":"national"}', 'fund_received'),
    (date '2026-06-01', 900060, 'layoffs_detected', '211100', '91211100MA0EXA008C', 20, '{"duty":"law_persons","within_days":30}', 'insurance_ended'),
    (date '2026-06-01', 900061, 'layoffs_detected', '211100', '91211100MA0EXA008C', 8, '{"duty":"law_share","within_days":90}', 'insurance_ended'),
    (date '2026-06-01', 900062, 'layoffs_late', '210200', '91210200MA0EXA004C', 32, '{"duty":"province_state_share","late_days":20}', 'layoff_reported'),
    (date '2026-06-01', 900063, 'cases_checked', '211100', 'pcheck1', 1, '{"claim":"employment","proof":"site_visit","result":"confirmed","sample":"CY-1"}', 'verification_recorded'),
    (date '2026-06-01', 900064, 'cases_checked', '211100', 'pcheck2', 1, '{"claim":"employment","proof":"site_visit","result":"refuted","sample":"CY-1"}', 'verification_recorded'),
    (date '2026-06-01', 900064, 'cases_refuted', '211100', 'pcheck2', 1, '{"claim":"employment","proof":"site_visit","sample":"CY-1"}', 'verification_recorded'),
    (date '2026-06-01', 900065, 'cases_checked', '211100', 'pcheck3', 1, '{"claim":"employment","proof":"site_visit","result":"confirmed","sample":"CY-2"}', 'verification_recorded'),
    (date '2026-06-01', 900066, 'cases_checked', '211100', 'pcheck4', 1, '{"claim":"employment","proof":"site_visit","result":"refuted","sample":"directed"}', 'verification_recorded'),
    (date '2026-06-01', 900066, 'cases_refuted', '211100', 'pcheck4', 1, '{"claim":"employment","proof":"site_visit","sample":"directed"}', 'verification_recorded'),
    (date '2026-06-01', 900067, 'cases_checked', '210200', 'pcheck5', 1, '{"claim":"training","proof":"site_visit","result":"confirmed","sample":"directed"}', 'verification_recorded'),
    (date '2025-07-01', 900070, 'wages_observed', '211100', '211100', 40, '{"year":2025,"enterprise":"91211100MA0EXA002C","occupation":"6-18-01-01","education":null,"industry":"C","size":"large","monthly_wage_yuan":5600}', 'wage_observed'),
    (date '2026-06-01', 900071, 'wages_observed', '211100', '211100', 20, '{"year":2025,"enterprise":"91211100MA0EXA003C","occupation":"6-18","education":null,"industry":"C","size":"medium","monthly_wage_yuan":5600}', 'wage_observed'),
    (date '2026-06-01', 900072, 'wages_observed', '211100', '211100', 15, '{"year":2025,"enterprise":"91211100MA0EXA005C","occupation":"4-01","education":null,"industry":"C","size":"medium","monthly_wage_yuan":5600}', 'wage_observed'),
    (date '2025-07-01', 900073, 'graduates_registered', '211100', 'pgrad1', 1, '{"cohort":2025,"school":"示例大学","flow":"in"}', 'graduate_registered'),
    (date '2025-07-01', 900074, 'graduates_registered', '210200', 'pgrad2', 1, '{"cohort":2025,"school":"示例大学","flow":"in"}', 'graduate_registered'),
    (date '2025-07-01', 900073, 'graduates_settled', '211100', 'pgrad1', 1, '{"cohort":2025,"school":"示例大学","flow":"in"}', 'graduate_registered'),
    (date '2025-07-01', 900075, 'incubation_bases', '211100', '211100', 1, '{"base":"FH-2111-001","county":"211102"}', 'incubation_base_recognised'),
    (date '2025-07-01', 900076, 'incubation_bases', '210200', '210200', 1, '{"base":"FH-2102-001","county":null}', 'incubation_base_recognised'),
    (date '2025-07-01', 900077, 'incubation_entries', '211100', 'pfounder1', 1, '{"base":"FH-2111-001","origin":"diverted"}', 'startup_supported'),
    (date '2026-06-01', 900078, 'incubation_entries', '211100', 'pfounder2', 1, '{"base":"FH-2111-001","origin":"other"}', 'startup_supported'),
    (date '2025-07-01', 900077, 'incubated_entities', '211100', '91211100MA0EXA006C', 1, '{"base":"FH-2111-001","flow":"in"}', 'startup_supported'),
    (date '2026-06-01', 900078, 'incubated_entities', '211100', '91211100MA0EXA007C', 1, '{"base":"FH-2111-001","flow":"in"}', 'startup_supported')
) as t(period, seq, metric, city, subject, amount, dimensions, event_type);
insert into marts.fct_evidence
select if(told.period = '2026-06-01', (select seq from now_known), (select c.posted_seq from cutoffs as c where c.period = told.period)),
    metric, city, period, subject, seq, amount, dimensions, '2026.1'
from told;

delete from numbered where event_seq between 1001 and 1003;
delete from marts.fct_evidence where event_seq between 1001 and 1003 and subject not in (
    select 'p' || md5('hand' || i) from range(1, 8) as r(i));

create table marts.dim_events as
select event_seq as seq, 'urn:taizhang:' || city || ':' || case when event_type like 'insurance%' or event_type like 'pension%' then 'insurance'
        when event_type like 'worker%' then 'enterprise' when event_type like 'denominator%' then 'assessment' else 'registration' end as event_source,
    left(md5('id' || event_seq), 16) as event_id, event_type, subject, period + interval 9 day as effective_at,
    (period + interval 12 day)::timestamp + interval 9 hour as recorded_at, 'insurance_' || city || '_' || strftime(period, '%Y%m') || '.csv' as origin,
    event_seq % 5000 as position,
    case event_type
        when 'insurance_started' then json_object('city', city, 'enterprise', '91210100MA0EXA001C', 'insurance', '110', 'change_type_raw', '1', 'reason_raw', 'A', 'reason', 'first', 'handled_at', strftime(period + interval 11 day, '%Y-%m-%d'))
        when 'worker_diverted' then json_object('city', city, 'enterprise', '91210100MA0EXA001C', 'programme_year', year(period), 'channel', json_extract_string(dimensions, '$.channel'))
        else json_object('city', city) end::varchar as data,
    'standing' as status, null::bigint as changed_by_seq
from numbered
union all
select seq, 'urn:taizhang:211100:registration', 'PJ-' || seq, 'employment_registered', 'p' || md5('hand' || person),
    timestamp '2026-05-18', recorded_at, 'registration_211100.csv', seq % 100,
    json_object('city', '211100', 'enterprise', '91211100MA0EXA001C', 'is_urban', true, 'is_renewal', false)::varchar, status, changed_by_seq
from (values
    (1001, 1, timestamp '2026-05-20 10:00', 'standing', null), (1002, 2, timestamp '2026-05-20 10:00', 'standing', null),
    (1003, 3, timestamp '2026-05-20 10:00', 'retracted', 900010), (900001, 4, timestamp '2026-06-20 10:00', 'standing', null),
    (900002, 5, timestamp '2026-06-20 10:00', 'standing', null), (900003, 6, timestamp '2026-06-21 10:00', 'standing', null),
    (900004, 7, timestamp '2026-06-21 10:00', 'standing', null)
) as hand(seq, person, recorded_at, status, changed_by_seq)
union all
select 900010, 'urn:taizhang:210000:correction', 'CX-1', 'event_retracted', null, timestamp '2026-06-22', timestamp '2026-06-22 15:30',
    'api', 1, json_object('target_source', 'urn:taizhang:211100:registration', 'target_id', 'PJ-1003', 'reason', '重复登记',
        'approver', '省厅数据组')::varchar, 'standing', null;

insert into marts.dim_events
select seq, 'urn:taizhang:' || city || ':enterprise', 'XS-' || seq, event_type, any_value(subject), any_value(period) + interval 9 day,
    any_value(period) + interval 10 day, 'api', seq % 100, json_object('city', city)::varchar, 'standing', null
from told
group by seq, city, event_type
union all
-- told by the province: a city sees them because rows of its own rest on them
select seq, 'urn:taizhang:210000:assessment', 'ST-' || seq, event_type, city, timestamp '2026-06-02', timestamp '2026-06-02 10:00', 'api', seq % 100,
    data, 'standing', null
from (values
    (900030, 'finding_raised', '211100', '{"city":"211100","finding":"XS-2026-0031","step":"notice","due_at":"2026-06-16"}'),
    (900031, 'response_taken', '211100', '{"city":"211100","month":"2026-06","metric":"registered_unemployment_rate","measure":"job_matching"}'),
    (900032, 'finding_raised', '211100', '{"city":"211100","finding":"XS-2026-0040","step":"criticism","due_at":"2026-07-10"}'),
    (900040, 'agency_rated', '211100', '{"city":"211100","agency_name":"示例人力甲","grade":"D","is_blacklisted":true}'),
    (900041, 'agency_rated', '210200', '{"city":"210200","agency_name":"示例人力乙","grade":"A","is_blacklisted":false}'),
    (900042, 'agency_rated', '211100', '{"city":"211100","agency_name":"示例人力丙","grade":"D","is_blacklisted":true}'),
    (900050, 'target_signed', '211100', '{"city":"211100","county":"211102","metric":"urban_new_employment","value":300}'),
    (900051, 'target_signed', '211100', '{"city":"211100","county":"211199","metric":"urban_new_employment","value":250}'),
    (900052, 'target_signed', '210200', '{"city":"210200","county":"210202","metric":"registered_unemployment_rate","value":4.2}')
) as province(seq, event_type, city, data);

-- sums of evidence as known at one cut-off, by city and for the province
create temp macro summed(known) as table
with rows_ as (
    select metric, city, period, amount from marts.fct_evidence where posted_seq <= known
    union all
    select metric, '210000', period, amount from marts.fct_evidence where posted_seq <= known
),
terms as (
    select t.metric, t.part, t.component, t.sign, c.kind as component_kind, m.kind, m.decimals
    from marts.dim_metric_terms as t
    join marts.dim_metrics as c on t.component = c.metric
    join marts.dim_metrics as m on t.metric = m.metric
),
parts as (
    select terms.metric, terms.kind, terms.decimals, cities.city, months.month,
        coalesce(sum(sign * amount) filter (where part <> 'denominator' and (component_kind = 'stock' or period = month)), 0) as month_top,
        coalesce(sum(sign * amount) filter (where part <> 'denominator' and (component_kind = 'stock' or year(period) = year(month))), 0) as year_top,
        coalesce(sum(sign * amount) filter (where part = 'denominator' and (component_kind = 'stock' or period = month)), 0) as month_bottom,
        coalesce(sum(sign * amount) filter (where part = 'denominator' and (component_kind = 'stock' or year(period) = year(month))), 0) as year_bottom
    from terms
    cross join marts.dim_cities as cities
    cross join months
    left join (select metric, city, period, sum(amount) as amount from rows_ group by all) as e
        on e.metric = terms.component and e.city = cities.city and e.period <= months.month
    group by all
)
select metric, kind, city, month,
    case when kind = 'rate' then round(100 * month_top / nullif(month_bottom, 0), decimals) else month_top end::decimal(18, 4) as month_value,
    case when kind = 'rate' then round(100 * year_top / nullif(year_bottom, 0), decimals) else year_top end::decimal(18, 4) as cumulative_value
from parts;

create temp table now_figures as from summed((select seq from now_known));
create temp table issued_figures as from summed((select cutoff_seq from issue));

create temp table targets as
select m.metric, c.city, y.year,
    case m.metric
        when 'urban_new_employment' then 12000 when 'unemployed_reemployed' then 3900 when 'hard_to_employ_employed' then 1400
    end * coalesce(s.share, 1) as size,
    case m.metric when 'registered_unemployment_rate' then 4.5 when 'placement_rate' then 78.0 when 'service_guarantee_rate' then 70.0 end as rate
from marts.dim_metrics as m
cross join marts.dim_cities as c
cross join (values (2025), (2026)) as y(year)
left join shares as s on c.city = s.city
where m.is_headline;

create table marts.fct_city_metrics as
with compared as (
    select f.month, f.city, f.metric, f.kind, f.month_value, f.cumulative_value, p.cumulative_value as last_year_value,
        coalesce(t.rate, round(t.size, -1))::decimal(18, 4) as target_value,
        case when t.metric is not null then m.direction end as target_direction,
        round(month(f.month) * 100 / 12, 2)::decimal(18, 4) as elapsed_pct
    from now_figures as f
    join marts.dim_metrics as m on f.metric = m.metric
    left join now_figures as p on p.metric = f.metric and p.city = f.city and p.month + interval 1 year = f.month
    left join targets as t on t.metric = f.metric and t.city = f.city and t.year = year(f.month)
),
led as (
    select *, case when target_direction = 'at_least' then round(100 * cumulative_value / target_value, 2) end::decimal(18, 4) as completion_pct,
        case when target_direction = 'at_most' then target_value - cumulative_value
            when kind = 'rate' then cumulative_value - target_value
            else round(100 * cumulative_value / target_value, 2) - elapsed_pct end::decimal(18, 4) as lead_pp
    from compared
),
ranked as (
    select *, case when city <> '210000' and lead_pp is not null then rank() over (
        partition by month, metric, city = '210000', lead_pp is null order by case when target_direction = 'at_most' then -cumulative_value
            when kind = 'rate' then cumulative_value else completion_pct end desc) end::integer as rank
    from led
)
select month, city, metric, month_value, cumulative_value, last_year_value,
    (cumulative_value - last_year_value)::decimal(18, 4) as change_value,
    case when kind <> 'rate' and last_year_value <> 0 then round(100 * (cumulative_value - last_year_value) / last_year_value, 2) end::decimal(18, 4) as change_pct,
    target_value, target_direction, completion_pct, elapsed_pct, lead_pp, rank,
    lag(rank) over (partition by city, metric, year(month) order by month)::integer as last_rank
from ranked;

create table marts.rpt_restatements as
select n.month, n.city, n.metric, case when n.kind = 'flow' then i.month_value else i.cumulative_value end as published_value,
    case when n.kind = 'flow' then n.month_value else n.cumulative_value end as current_value,
    (current_value - published_value)::decimal(18, 4) as difference, 'late_event' as reason, 3::bigint as cause_count
from now_figures as n join issued_figures as i using (metric, city, month)
where n.month <= '2026-05-01' and (n.kind = 'flow' or n.month = '2026-05-01') and current_value is distinct from published_value;

create table marts.rpt_restatement_events as
select r.month, r.city, r.metric, c.cause_seq, c.reason
from marts.rpt_restatements as r
cross join (values (900001::bigint, 'late_event'), (900002, 'late_event'), (900010, 'retraction')) as c(cause_seq, reason);

create table marts.dim_build as
select (select seq from now_known) as seq_hi, timestamp '2026-07-03 18:00' as cutoff_at, '2026.1' as rule_version, '0.1.0' as code_version, 2::decimal(18, 4) as on_pace_margin_pp,
    '2026-05-1' as last_issue, date '2026-05-01' as last_issue_month, (select cutoff_seq from issue) as last_issue_cutoff_seq;

create table marts.rpt_source_alarms as
select
    date '2026-06-01' as month, c.city, f.family as source_family, if(c.city = '211100' and f.family = 'insurance', 0, 40)::bigint as event_count,
    if(c.city = '210200' and f.family = 'service', 18.5, 42)::decimal(18, 1) as usual_count, 6::bigint as history_months,
    200::decimal(18, 1) as surge_pct, 50::decimal(18, 1) as drop_pct, 20::integer as jump_least_events, true as is_over,
    case when c.city = '211100' and f.family = 'insurance' then 'silent' when c.city = '210200' and f.family = 'service' then 'surge' else 'none' end as alarm
from marts.dim_cities as c
cross join (values ('enterprise'), ('insurance'), ('registration'), ('service')) as f (family)
where c.kind = 'city';

create table marts.rpt_enterprise_leads as
select date '2026-06-01' as month, t.city, t.subject as enterprise, t.metric, l.lead_name, t.amount::decimal(18, 4) as amount,
    if(l.limit_rule is null, null, 0)::integer as allowed_count, if(l.limit_rule is null, null, t.amount > 0) as is_beyond_allowed, l.wording, l.next_step
from told as t
inner join read_csv('{seeds}/enterprise_leads.csv', all_varchar = true) as l on t.metric = l.metric;

create table marts.rpt_unemployment_risks as
select f.month, f.city, f.metric, f.month_value as value, r.grade, r.line_value::decimal(18, 4) as line_value, r.grade as city_grade, r.response_due_on,
    r.responded_on, r.responded_by_seq, r.measures, r.responses_count
from (values
    ('211100', 3, 4.0, date '2026-07-10', date '2026-07-02', 900031, 'job_matching training', 2),
    ('210200', 1, 5.5, date '2026-07-02', null, null, null, 0)
) as r(city, grade, line_value, response_due_on, responded_on, responded_by_seq, measures, responses_count)
inner join marts.fct_city_metrics as f on r.city = f.city and f.metric = 'registered_unemployment_rate' and f.month = '2026-06-01';

create table marts.rpt_escalations as
from (values
    ('211100', 'behind_quarters', 'urban_new_employment', date '2026-07-01', 'criticism', null, null, null, null),
    ('211100', 'unanswered', 'XS-2026-0031', date '2026-06-17', 'criticism', 900030, 'XS-2026-0040', date '2026-06-20', 900032),
    ('210200', 'below_points', 'guangdong-2010', date '2026-01-01', 'criticism', null, null, null, null)
) as e(city, ground, about, due_on, step_due, about_seq, taken_by_finding, taken_on, taken_by_seq);

create table marts.fct_assessments as
select 2025::bigint as year, f.city, 'guangdong-2010' as scheme, f.metric as item, f.month as assessed_in, false as is_estimated, 'all_or_nothing' as how,
    f.target_value, f.cumulative_value, f.completion_pct, f.lead_pp, 3::decimal(18, 4) as max_points,
    if(f.lead_pp >= 0, 3, 0)::decimal(18, 4) as points, 3::decimal(18, 4) as self_points, null::decimal(18, 4) as verified_points, 2.5::decimal(18, 4) as third_party_points,
    null::decimal(18, 4) as final_points
from marts.fct_city_metrics as f
inner join marts.dim_cities as c on f.city = c.city and c.kind = 'city'
where f.month = '2025-12-01' and f.metric in ('urban_new_employment', 'unemployed_reemployed') and f.lead_pp is not null;

create table marts.rpt_assessment_grades as
select year, city, scheme, max(assessed_in) as assessed_in, false as is_estimated, sum(points)::decimal(18, 4) as points,
    sum(max_points)::decimal(18, 4) as max_points, round(100 * sum(points) / sum(max_points), 2)::decimal(18, 4) as score,
    null::decimal(18, 4) as final_score, (rank() over (order by sum(points) desc))::integer as rank,
    if(score >= 75, 'passed', 'failed') as grade, score < 75 as is_criticism_due
from marts.fct_assessments
group by year, city, scheme;

create table marts.rpt_agency_credit as
from (values
    ('91211100MA0EXA011C', '211100', '示例人力甲', 'D', true, true, date '2026-06-02', null, null, 900040),
    ('91210200MA0EXA012C', '210200', '示例人力乙', 'A', false, true, date '2026-06-02', date '2027-06-01', '大人社发〔2026〕3号', 900041),
    ('91211100MA0EXA013C', '211100', '示例人力丙', null, false, false, date '2025-06-02', date '2026-06-01', null, 900042)
) as a(enterprise, city, agency_name, grade, is_blacklisted, is_valid, rated_on, valid_until, document_no, event_seq);

create table marts.rpt_county_targets as
from (values
    ('211100', '211102', '双台子区', 2026, 'urban_new_employment', 300::decimal(18, 4), 'at_least', 2, 480::decimal(18, 4), -70::decimal(18, 4), '盘政办〔2026〕1号', 900050),
    ('211100', '211199', null, 2026, 'urban_new_employment', 250, 'at_least', 2, 480, -70, '盘政办〔2026〕1号', 900051),
    ('210200', '210202', '中山区', 2026, 'registered_unemployment_rate', 4.2, 'at_most', 1, 4.5, null, '大政办〔2026〕1号', 900052)
) as t(city, county, county_name, year, metric, target_value, target_direction, counties_count, city_value, undivided_value, document_no, event_seq);

create table marts.fct_fund_use as
with summed as (
    select city, json_extract_string(dimensions, '$.fund') as fund, metric, amount from told where dimensions like '%fund%'
    union all
    select '210000', json_extract_string(dimensions, '$.fund'), metric, amount from told where dimensions like '%fund%'
)
select date '2026-06-01' as month, city, fund, coalesce(sum(amount) filter (where metric = 'funds_received'), 0)::decimal(18, 4) as received_wan_yuan,
    0::decimal(18, 4) as allocated_wan_yuan, 0::decimal(18, 4) as by_factors_wan_yuan,
    coalesce(sum(amount) filter (where metric = 'funds_spent'), 0)::decimal(18, 4) as spent_wan_yuan, 0::decimal(18, 4) as misspent_wan_yuan,
    0::decimal(18, 4) as helped_persons, null::decimal(18, 4) as yuan_per_person
from summed
group by city, fund;

create table marts.rpt_layoff_leads as
select t.period as month, t.city, t.subject as enterprise, t.metric, l.lead, l.lead_name, json_extract_string(t.dimensions, '$.duty') as duty,
    json_extract_string(t.dimensions, '$.within_days')::integer as within_days, json_extract_string(t.dimensions, '$.late_days')::integer as late_days,
    t.amount::decimal(18, 4) as persons, l.wording, l.next_step
from told as t
inner join read_csv('{seeds}/layoff_leads.csv', all_varchar = true) as l on t.metric = l.metric;

create table marts.fct_verifications as
from (values
    (date '2026-01-01', '210000', 'employment', 'sampled', 3::decimal(18, 4), 1::decimal(18, 4), 33.33::decimal(18, 4), 6.15::decimal(18, 4), 79.23::decimal(18, 4)),
    (date '2026-01-01', '211100', 'employment', 'sampled', 3, 1, 33.33, 6.15, 79.23), (date '2026-01-01', '211100', 'employment', 'directed', 1, 1, 100, 20.65, 100),
    (date '2026-01-01', '210200', 'training', 'directed', 1, 0, 0, 0, 79.35)
) as v(year_starts_on, city, claim, chosen, checked_count, refuted_count, error_pct, low_pct, high_pct);

create table marts.fct_market_wages as
select c.survey_year, c.city, c.dimension, c.code, q.quantile_pct, c.persons is null as is_withheld,
    case when c.persons is not null then 5000 + 20 * q.quantile_pct end::decimal(18, 4) as monthly_wage_yuan,
    case when c.persons is not null then 3 end::bigint as enterprise_count, c.persons::decimal(18, 4) as observed_persons
from (values
    (2025, '210000', 'all', 'all', 75), (2025, '210000', 'occupation', '6-18', 60), (2025, '211100', 'all', 'all', 75),
    (2025, '211100', 'occupation', '6-18', 60), (2025, '211100', 'occupation', '4-01', null), (2025, '211100', 'enterprise_size', 'medium', 35),
    (2024, '211100', 'all', 'all', 10)
) as c(survey_year, city, dimension, code, persons)
cross join (values (10), (50), (90)) as q(quantile_pct);

create table marts.fct_school_graduates as
from (values
    (2025::integer, '示例大学', 2::decimal(18, 4), 1::decimal(18, 4), 50::decimal(18, 4), 80::decimal(18, 4), -30::decimal(18, 4)),
    (2025, 'untold', 1, 0, 0, null, null), (2023, '示例学院', 1, 1, 100, null, null)
) as s(cohort_year, school, registered_persons, settled_persons, settled_pct, target_pct, lead_pp);

create table marts.rpt_incubation_bases as
from (values
    ('FH-2111-001', '211100', '211102', '双台子区', true, 2, 1, 0, 2, 2, 0), ('FH-2102-001', '210200', null, null, true, 0, 0, 0, 0, 0, 0)
) as b(base, city, county, county_name, is_recognised, entries_persons, diverted_entries_persons, unemployed_entries_persons, entities_entered_count,
    entities_count, entities_lasted_count);

create table marts.rpt_counties_without_base as
from (values ('211100', '211103', '兴隆台区', 0, 1), ('210200', '210202', '中山区', 0, 1)) as n(city, county, county_name, bases_count, bases_owed_count);

create table marts.rpt_regions_in_difficulty as
select month, city, '资源枯竭城市' as difficulty, 
    max(month_value) filter (where metric = 'idle_persons') as idle_persons, max(month_value) filter (where metric = 'idle_trained') as idle_trained,
    max(month_value) filter (where metric = 'registered_unemployed') as registered_unemployed, max(month_value) filter (where metric = 'unemployed_reemployed') as unemployed_reemployed,
    max(month_value) filter (where metric = 'training_persons') as training_persons, max(month_value) filter (where metric = 'incubation_entries') as incubation_entries,
    max(month_value) filter (where metric = 'job_fairs_held') as job_fairs_held, max(month_value) filter (where metric = 'labour_export') as labour_export
from marts.fct_city_metrics
where city in ('211100', '210400')
group by month, city;
