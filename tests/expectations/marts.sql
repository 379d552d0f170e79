-- A province small enough to count by hand, April 2026, last issue March. City k (1 to 14), every month the same:
-- 20+k newly employed (k capped at 13, so two cities tie), 2 attrition, 8 re-employed, 3 of them hard to employ,
-- 10 registered and 8 deregistered unemployed (50+k before the year), 5000+1000k employed,
-- 12 rostered, 6 placed (one per channel), 4 of them verified (the first four channels), 5 served.
create schema marts;

create table marts.dim_cities (city varchar, city_name varchar, kind varchar, sort_order integer);
insert into marts.dim_cities
select
    printf('21%02d00', k) as city,
    ['辽宁省', '沈阳市', '大连市', '鞍山市', '抚顺市', '本溪市', '丹东市', '锦州市', '营口市', '阜新市', '辽阳市', '盘锦市', '铁岭市', '朝阳市', '葫芦岛市'][k + 1],
    if(k = 0, 'province', 'city'),
    k
from range(15) as numbers (k);

create table marts.dim_metrics (
    metric varchar, metric_name varchar, unit_name varchar, kind varchar, decimals integer, direction varchar,
    is_headline boolean, is_posted boolean, sort_order integer, definition varchar, document_no varchar, clause varchar
);
insert into marts.dim_metrics (metric, metric_name, unit_name, kind, decimals, direction, is_posted, sort_order) values
('urban_new_employment', '城镇新增就业', '人', 'flow', 0, 'at_least', false, 1),
('urban_newly_employed', '城镇新就业', '人', 'flow', 0, 'at_least', true, 2),
('natural_attrition', '自然减员', '人', 'flow', 0, 'at_least', true, 3),
('unemployed_reemployed', '失业人员再就业', '人', 'flow', 0, 'at_least', true, 4),
('hard_to_employ_employed', '就业困难人员就业', '人', 'flow', 0, 'at_least', true, 5),
('registered_unemployed', '期末登记失业', '人', 'stock', 0, 'at_most', true, 6),
('employed_population', '就业人口', '人', 'stock', 0, 'at_least', true, 7),
('registered_unemployment_rate', '城镇登记失业率', '%', 'rate', 2, 'at_most', false, 8),
('diverted_in_scope', '应安置分流职工', '人', 'flow', 0, 'at_least', true, 9),
('diverted_placed', '已安置', '人', 'flow', 0, 'at_least', true, 10),
('placement_rate', '安置率', '%', 'rate', 2, 'at_least', false, 11),
('placements_verified', '已核实安置', '人', 'flow', 0, 'at_least', true, 12),
('placements_verified_rate', '安置核实率', '%', 'rate', 2, 'at_least', false, 13),
('service_guaranteed', '服务达标', '人', 'flow', 0, 'at_least', true, 14),
('service_guarantee_rate', '服务达标率', '%', 'rate', 2, 'at_least', false, 15);
update marts.dim_metrics set is_headline = metric in ('urban_new_employment', 'unemployed_reemployed', 'hard_to_employ_employed');

create table marts.dim_metric_terms (metric varchar, part varchar, component varchar, sign integer);
insert into marts.dim_metric_terms values
('urban_new_employment', 'value', 'urban_newly_employed', 1),
('urban_new_employment', 'value', 'natural_attrition', -1),
('urban_newly_employed', 'value', 'urban_newly_employed', 1),
('natural_attrition', 'value', 'natural_attrition', 1),
('unemployed_reemployed', 'value', 'unemployed_reemployed', 1),
('hard_to_employ_employed', 'value', 'hard_to_employ_employed', 1),
('registered_unemployed', 'value', 'registered_unemployed', 1),
('employed_population', 'value', 'employed_population', 1),
('diverted_in_scope', 'value', 'diverted_in_scope', 1),
('diverted_placed', 'value', 'diverted_placed', 1),
('placements_verified', 'value', 'placements_verified', 1),
('service_guaranteed', 'value', 'service_guaranteed', 1),
('registered_unemployment_rate', 'numerator', 'registered_unemployed', 1),
('registered_unemployment_rate', 'denominator', 'employed_population', 1),
('registered_unemployment_rate', 'denominator', 'registered_unemployed', 1),
('placement_rate', 'numerator', 'diverted_placed', 1),
('placement_rate', 'denominator', 'diverted_in_scope', 1),
('placements_verified_rate', 'numerator', 'placements_verified', 1),
('placements_verified_rate', 'denominator', 'diverted_placed', 1),
('service_guarantee_rate', 'numerator', 'service_guaranteed', 1),
('service_guarantee_rate', 'denominator', 'diverted_in_scope', 1);

create table marts.dim_channels (channel varchar, channel_name varchar, sort_order integer);
insert into marts.dim_channels values
('internal_retirement', '企业内部退养', 1), ('retraining_transfer', '转岗培训', 2), ('enterprise_transformation', '企业转型安置', 3),
('self_employment', '自主创业', 4), ('welfare_post', '公益性岗位', 5), ('external_employment', '解除后再就业', 6);

create table marts.dim_build (
    seq_hi bigint, cutoff_at timestamp, rule_version varchar, code_version varchar, last_issue varchar,
    last_issue_month date, last_issue_cutoff_seq bigint
);
insert into marts.dim_build values
(9000, timestamp '2026-05-05 00:00:00', 'liaoning-2016', '0.1.0', '2026-03-1', date '2026-03-01', 7000);

create table marts.fct_city_metrics (
    month date, city varchar, metric varchar, month_value decimal(18, 4), cumulative_value decimal(18, 4),
    last_year_value decimal(18, 4), change_value decimal(18, 4), change_pct decimal(18, 4), target_value decimal(18, 4),
    target_direction varchar, completion_pct decimal(9, 2), elapsed_pct decimal(9, 2), lead_pp decimal(9, 2),
    rank integer, last_rank integer
);
-- counts of city k in month m, written out
insert into marts.fct_city_metrics (month, city, metric, month_value, cumulative_value)
select make_date(2026, m, 1), printf('21%02d00', k), metric, month_value, cumulative_value
from
    range(1, 15) as cities (k),
    range(1, 5) as months (m),
    lateral (
        values
        ('urban_new_employment', 18 + least(k, 13), m * (18 + least(k, 13))),
        ('urban_newly_employed', 20 + least(k, 13), m * (20 + least(k, 13))),
        ('natural_attrition', 2, 2 * m),
        ('unemployed_reemployed', 8, 8 * m),
        ('hard_to_employ_employed', 3, 3 * m),
        ('registered_unemployed', 50 + k + 2 * m, 50 + k + 2 * m),
        ('employed_population', 5000 + 1000 * k, 5000 + 1000 * k),
        ('diverted_in_scope', 12, 12 * m),
        ('diverted_placed', 6, 6 * m),
        ('placements_verified', 4, 4 * m),
        ('service_guaranteed', 5, 5 * m)
    ) as figures (metric, month_value, cumulative_value);
insert into marts.fct_city_metrics (month, city, metric, month_value, cumulative_value)
select month, '210000', metric, sum(month_value), sum(cumulative_value)
from marts.fct_city_metrics
group by month, metric;
-- rates, from the counts just written; a fault that moves a count calls the macro again
create macro marts.rate_of(the_month, the_city, the_metric) as (
    select
        round(
            100 * sum(figures.cumulative_value) filter (where terms.part = 'numerator')
            / sum(figures.cumulative_value) filter (where terms.part = 'denominator'), 2
        )
    from marts.fct_city_metrics as figures
    inner join marts.dim_metric_terms as terms on figures.metric = terms.component
    where figures.month = the_month and figures.city = the_city and terms.metric = the_metric
);
insert into marts.fct_city_metrics (month, city, metric, month_value, cumulative_value)
select
    places.month, places.city, rates.metric,
    marts.rate_of(places.month, places.city, rates.metric), marts.rate_of(places.month, places.city, rates.metric)
from (select distinct month, city from marts.fct_city_metrics) as places, marts.dim_metrics as rates
where rates.kind = 'rate';

-- targets: 300 net per city, at most 4.5 % registered unemployed; 1st place is shared, 2nd is not given
update marts.fct_city_metrics set
    target_value = if(city = '210000', 4200, 300),
    target_direction = 'at_least',
    completion_pct = round(100 * cumulative_value / if(city = '210000', 4200, 300), 2),
    rank = case when city = '210000' then null when city >= '211300' then 1 else 15 - city[3:4]::integer end
where metric = 'urban_new_employment' and month = date '2026-04-01';
update marts.fct_city_metrics set
    target_value = 4.5,
    target_direction = 'at_most',
    rank = if(city = '210000', null, 15 - city[3:4]::integer)
where metric = 'registered_unemployment_rate' and month = date '2026-04-01';

create table marts.fct_evidence (
    posted_seq bigint, metric varchar, city varchar, period date, subject varchar, event_seq bigint,
    amount decimal(18, 4), dimensions varchar, rule_version varchar
);
insert into marts.fct_evidence (posted_seq, metric, city, period, subject, event_seq, amount, dimensions)
select 1000 * m, metric, printf('21%02d00', k), make_date(2026, m, 1), printf('%s-%d-%d-%d', who, k, m, i), i, amount, dimensions
from
    range(1, 15) as cities (k),
    range(1, 5) as months (m),
    lateral (
        values
        ('urban_newly_employed', 'worker', 20 + least(k, 13), 1, null), ('natural_attrition', 'elder', 2, 1, null),
        ('unemployed_reemployed', 'worker', 8, 1, null), ('hard_to_employ_employed', 'worker', 3, 1, null),
        ('registered_unemployed', 'comer', 10, 1, '{"flow":"in"}'), ('registered_unemployed', 'leaver', 8, -1, '{"flow":"out"}'),
        ('diverted_in_scope', 'rostered', 12, 1, null), ('diverted_placed', 'rostered', 6, 1, null),
        ('placements_verified', 'rostered', 4, 1, null), ('service_guaranteed', 'rostered', 5, 1, null)
    ) as rules (metric, who, persons, amount, dimensions),
    lateral (select unnest(range(1, persons + 1)) as i) as numbered;
-- before the year: the unemployed standing, the employed population; a row taken back; a row known only after the cut-off
insert into marts.fct_evidence (posted_seq, metric, city, period, subject, amount, dimensions)
select 1, metric, printf('21%02d00', k), date '2025-12-01', metric, amount, dimensions
from range(1, 15) as cities (k), lateral (
    values ('registered_unemployed', 50 + k, '{"flow":"in"}'), ('employed_population', 5000 + 1000 * k, null)
) as opening (metric, amount, dimensions);
insert into marts.fct_evidence (posted_seq, metric, city, period, subject, amount) values
(4000, 'hard_to_employ_employed', '210200', '2026-04-01', 'mistaken', 1),
(8000, 'hard_to_employ_employed', '210200', '2026-04-01', 'mistaken', -1),
(9001, 'hard_to_employ_employed', '210200', '2026-04-01', 'too late to be known', 1);

create table marts.fct_placements_by_channel (
    month date, city varchar, channel varchar, month_persons bigint, cumulative_persons bigint,
    verified_persons bigint, verified_pct decimal(9, 2)
);
insert into marts.fct_placements_by_channel
select
    date '2026-04-01', city, channel, if(kind = 'city', 1, 14), if(kind = 'city', 4, 56),
    if(channels.sort_order <= 4, if(kind = 'city', 4, 56), 0), if(channels.sort_order <= 4, 100, 0)
from marts.dim_cities, marts.dim_channels as channels;

create table marts.fct_source_timeliness (
    month date, city varchar, source_family varchar, event_count bigint, late_count bigint, median_delay_days double,
    max_delay_days double, rejected_count bigint
);
insert into marts.fct_source_timeliness
select date '2026-04-01', city, source_family, 50, 2, 1.5, 12, 1
from marts.dim_cities, (values ('enterprise'), ('insurance'), ('registration'), ('service')) as families (source_family)
where kind = 'city';

create table marts.rpt_restatements (
    month date, city varchar, metric varchar, published_value decimal(18, 4), current_value decimal(18, 4),
    difference decimal(18, 4), reason varchar, cause_count bigint
);
insert into marts.rpt_restatements values
('2026-03-01', '210100', 'urban_newly_employed', 20, 21, 1, 'late_event', 1),
('2026-03-01', '210100', 'urban_new_employment', 18, 19, 1, 'late_event', 1),
('2026-03-01', '210000', 'urban_newly_employed', 383, 384, 1, 'late_event', 1),
('2026-03-01', '210000', 'urban_new_employment', 355, 356, 1, 'late_event', 1);
create table marts.rpt_restatement_events (month date, city varchar, metric varchar, cause_seq bigint, reason varchar);
insert into marts.rpt_restatement_events select month, city, metric, 7777, reason from marts.rpt_restatements;

-- the panel: in every city one steel mill and one shop of 100 posts each, the mill a giant; 2 hired, 3 left, 1 of them moved
create table marts.fct_monitored_jobs (
    month date, city varchar, population varchar, dimension varchar, code varchar, enterprises_count decimal(18, 4),
    base_persons decimal(18, 4), hired_persons decimal(18, 4), reduced_persons decimal(18, 4), moved_persons decimal(18, 4),
    end_persons decimal(18, 4), hidden_persons decimal(18, 4), net_persons decimal(18, 4), change_pct decimal(18, 4),
    hidden_pct decimal(18, 4), enterprises_asked_count decimal(18, 4)
);
insert into marts.fct_monitored_jobs
with
firms (industry, size, is_giant) as (values ('C', 'large', true), ('F', 'small', false)),
rows_of as (
    select
        cities.city, populations.population, codes.dimension, codes.code,
        count(*) * if(cities.kind = 'city', 1, 14) as firms
    from marts.dim_cities as cities, firms, (values ('all'), ('without_giants')) as populations (population), lateral (
        values ('all', 'all'), ('industry', firms.industry), ('ownership', 'private'), ('size', firms.size), ('reduction', 'worker')
    ) as codes (dimension, code)
    where populations.population = 'all' or not firms.is_giant
    group by cities.city, cities.kind, populations.population, codes.dimension, codes.code
)
select
    date '2026-04-01', city, population, dimension, code,
    if(dimension = 'reduction', 0, firms), if(dimension = 'reduction', 0, 99 * firms), if(dimension = 'reduction', 0, 2 * firms),
    3 * firms, if(dimension = 'reduction', 0, firms), if(dimension = 'reduction', 0, 99 * firms), if(dimension = 'reduction', 0, firms),
    if(dimension = 'reduction', -3 * firms, 0), if(dimension = 'reduction', null, 0), if(dimension = 'reduction', null, 1.01),
    if(city = '210000' and population = 'all' and dimension = 'all', 5000, null)
from rows_of;
insert into marts.dim_metrics (metric, metric_name, unit_name, kind, decimals, direction, is_headline, is_posted, sort_order) values
('monitored_base', '监测企业建档期人数', '人', 'stock', 0, 'at_least', false, true, 131),
('monitored_end', '监测企业期末人数', '人', 'stock', 0, 'at_least', false, true, 135);
insert into marts.dim_metric_terms values
('monitored_base', 'value', 'monitored_base', 1), ('monitored_end', 'value', 'monitored_end', 1);
insert into marts.fct_city_metrics (month, city, metric, month_value, cumulative_value)
select make_date(2026, m, 1), city, metric, if(kind = 'city', 1, 14) * 198, if(kind = 'city', 1, 14) * 198
from marts.dim_cities, range(1, 5) as months (m), (values ('monitored_base'), ('monitored_end')) as panel (metric);
insert into marts.fct_evidence (posted_seq, metric, city, period, subject, amount)
select 1, metric, printf('21%02d00', k), date '2026-01-01', 'firm', 198
from range(1, 15) as cities (k), (values ('monitored_base'), ('monitored_end')) as panel (metric);
