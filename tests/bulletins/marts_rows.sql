-- June 2026 of fourteen cities by hand. Deliberate cases: 本溪 has no last year, 阜新 a last year of zero, 丹东 and 锦州
-- tie, 盘锦 has no target, 抚顺 and 铁岭 exceed their unemployment bound, 朝阳 has no denominator and no service source.
insert into marts.dim_cities values
    ('210000', '辽宁省', 'province', 0), ('210100', '沈阳市', 'city', 1), ('210200', '大连市', 'city', 2),
    ('210300', '鞍山市', 'city', 3), ('210400', '抚顺市', 'city', 4), ('210500', '本溪市', 'city', 5),
    ('210600', '丹东市', 'city', 6), ('210700', '锦州市', 'city', 7), ('210800', '营口市', 'city', 8),
    ('210900', '阜新市', 'city', 9), ('211000', '辽阳市', 'city', 10), ('211100', '盘锦市', 'city', 11),
    ('211200', '铁岭市', 'city', 12), ('211300', '朝阳市', 'city', 13), ('211400', '葫芦岛市', 'city', 14);
insert into marts.dim_channels values
    ('internal_retirement', '企业内部退养', 1), ('retraining_transfer', '转岗培训', 2),
    ('enterprise_transformation', '企业转型安置', 3), ('self_employment', '自主创业', 4),
    ('welfare_post', '公益性岗位', 5), ('external_employment', '解除后再就业', 6);
insert into marts.dim_metrics values
    ('urban_new_employment', '城镇新增就业', '人', 'flow', 0, 'at_least', true, false, 1, '本年城镇新就业人数减去自然减员人数；每人每年只计一次，转移和续签不计', '辽政办发〔2016〕75号', '十五'),
    ('urban_newly_employed', '城镇新就业', '人', 'flow', 0, 'at_least', false, true, 2, '本年在城镇单位、个体或灵活就业中首次实现就业的人数', '辽政办发〔2016〕75号', '十五'),
    ('natural_attrition', '自然减员', '人', 'flow', 0, 'at_most', false, true, 3, '本年因退休、死亡离开城镇就业岗位的人数', null, null),
    ('unemployed_reemployed', '失业人员再就业', '人', 'flow', 0, 'at_least', true, true, 4, '城镇新就业人员中就业前登记失业的人数', '辽政办发〔2016〕75号', '六'),
    ('hard_to_employ_employed', '就业困难人员就业', '人', 'flow', 0, 'at_least', true, true, 5, '失业人员再就业中经认定的就业困难人员人数', '辽政办发〔2016〕75号', '九'),
    ('registered_unemployed', '期末登记失业', '人', 'stock', 0, 'at_most', false, true, 6, '月末在册登记失业人数', null, null),
    ('employed_population', '就业人口', '人', 'stock', 0, 'at_least', false, true, 7, '统计部门公布的就业人口', null, null),
    ('registered_unemployment_rate', '城镇登记失业率', '%', 'rate', 2, 'at_most', true, false, 8, '月末登记失业人数占就业人口与登记失业人数之和的比例', '辽政办发〔2016〕75号', '十五'),
    ('diverted_in_scope', '应安置分流职工', '人', 'flow', 0, 'at_least', false, true, 9, '本年列入花名册且在安置范围内的去产能分流职工', '辽政办发〔2016〕75号', '十一'),
    ('diverted_placed', '已安置分流职工', '人', 'flow', 0, 'at_least', false, true, 10, '应安置职工中已按渠道分流或解除后再就业的人数', '辽政办发〔2016〕75号', '十一'),
    ('placement_rate', '分流职工安置率', '%', 'rate', 2, 'at_least', true, false, 11, '已安置人数占应安置人数的比例', '辽政办发〔2016〕75号', '十一'),
    ('placements_verified', '已核实安置', '人', 'flow', 0, 'at_least', false, true, 12, '已安置人员中有参保或登记记录佐证的人数', null, null),
    ('placements_verified_rate', '安置核实率', '%', 'rate', 2, 'at_least', false, false, 13, '已核实人数占已安置人数的比例', null, null),
    ('service_guaranteed', '服务达标', '人', 'flow', 0, 'at_least', false, true, 14, '接受三次以上岗位推荐和一次以上指导或培训的应安置职工人数', '辽政办发〔2016〕75号', '十'),
    ('service_guarantee_rate', '服务达标率', '%', 'rate', 2, 'at_least', false, false, 15, '服务达标人数占应安置人数的比例', '辽政办发〔2016〕75号', '十');
insert into marts.dim_metric_terms values
    ('urban_new_employment', 'value', 'urban_newly_employed', 1), ('urban_new_employment', 'value', 'natural_attrition', -1),
    ('registered_unemployment_rate', 'numerator', 'registered_unemployed', 1),
    ('registered_unemployment_rate', 'denominator', 'employed_population', 1),
    ('registered_unemployment_rate', 'denominator', 'registered_unemployed', 1),
    ('placement_rate', 'numerator', 'diverted_placed', 1), ('placement_rate', 'denominator', 'diverted_in_scope', 1),
    ('placements_verified_rate', 'numerator', 'placements_verified', 1),
    ('placements_verified_rate', 'denominator', 'diverted_placed', 1),
    ('service_guarantee_rate', 'numerator', 'service_guaranteed', 1),
    ('service_guarantee_rate', 'denominator', 'diverted_in_scope', 1);
insert into marts.dim_build values (1284517, '2026-07-05 09:00:00', 'liaoning-2016@3', '0.1.0', '2026-05-1', '2026-05-01', 1103204);

create temp table june (
    metric varchar, city varchar, month_value decimal(18, 4), cumulative_value decimal(18, 4),
    last_year_value decimal(18, 4), target_value decimal(18, 4)
);
insert into june values
    ('urban_new_employment', '210000', 41230, 249786, 240944, 420000),
    ('urban_new_employment', '210100', 12045, 71234, 68010, 115000), ('urban_new_employment', '210200', 10876, 68911, 70244, 110000),
    ('urban_new_employment', '210300', 2890, 17410, 16980, 30000), ('urban_new_employment', '210400', 1460, 9120, 9120, 19000),
    ('urban_new_employment', '210500', 1210, 7815, null, 15000), ('urban_new_employment', '210600', 1705, 10000, 9876, 20000),
    ('urban_new_employment', '210700', 1688, 10500, 10321, 21000), ('urban_new_employment', '210800', 2130, 13950, 13002, 23000),
    ('urban_new_employment', '210900', 980, 6012, 0, 13000), ('urban_new_employment', '211000', 1102, 6870, 6644, 12500),
    ('urban_new_employment', '211100', 1300, 7404, 7016, null), ('urban_new_employment', '211200', 1011, 5460, 6102, 14000),
    ('urban_new_employment', '211300', 1493, 7760, 7205, 16500), ('urban_new_employment', '211400', 1340, 7340, 7188, 15500),
    ('registered_unemployment_rate', '210000', 3.86, 3.86, 3.92, 4.5),
    ('registered_unemployment_rate', '210100', 3.12, 3.12, 3.20, 4.2), ('registered_unemployment_rate', '210200', 2.76, 2.76, 2.76, 4.0),
    ('registered_unemployment_rate', '210300', 4.05, 4.05, 4.10, 4.5), ('registered_unemployment_rate', '210400', 4.83, 4.83, 4.61, 4.5),
    ('registered_unemployment_rate', '210500', 4.31, 4.31, null, 4.5), ('registered_unemployment_rate', '210600', 3.90, 3.90, 3.97, 4.5),
    ('registered_unemployment_rate', '210700', 4.02, 4.02, 4.00, 4.5), ('registered_unemployment_rate', '210800', 3.55, 3.55, 3.61, 4.5),
    ('registered_unemployment_rate', '210900', 4.50, 4.50, 4.55, 4.5), ('registered_unemployment_rate', '211000', 3.97, 3.97, 4.03, 4.5),
    ('registered_unemployment_rate', '211100', 3.01, 3.01, 3.10, null), ('registered_unemployment_rate', '211200', 4.61, 4.61, 4.44, 4.5),
    ('registered_unemployment_rate', '211300', null, null, 4.20, 4.5), ('registered_unemployment_rate', '211400', 4.20, 4.20, 4.31, 4.5);
insert into june
    select x.metric, j.city, round(j.month_value * x.share), round(j.cumulative_value * x.share + row_number() over (order by j.city) * 7),
        round(j.last_year_value * x.share), round(j.target_value * x.target_share)
    from june as j, (values ('unemployed_reemployed', 0.46, 0.45), ('hard_to_employ_employed', 0.13, 0.12)) as x (metric, share, target_share)
    where j.metric = 'urban_new_employment';
insert into june
    select x.metric, j.city, round(j.month_value * x.share), round(j.cumulative_value * x.share), round(j.last_year_value * x.share), null
    from june as j, (
        values ('urban_newly_employed', 1.18), ('natural_attrition', 0.18), ('registered_unemployed', 1.7), ('employed_population', 42),
            ('diverted_in_scope', 0.06), ('diverted_placed', 0.05), ('placements_verified', 0.041), ('service_guaranteed', 0.052)
    ) as x (metric, share)
    where j.metric = 'urban_new_employment';
insert into june
    select x.metric, a.city, round(100 * a.month_value / b.month_value, 2), round(100 * a.cumulative_value / b.cumulative_value, 2),
        round(100 * a.last_year_value / nullif(b.last_year_value, 0), 2), if(x.metric = 'placement_rate', 80, null)
    from (
        values ('placement_rate', 'diverted_placed', 'diverted_in_scope'), ('placements_verified_rate', 'placements_verified', 'diverted_placed'),
            ('service_guarantee_rate', 'service_guaranteed', 'diverted_in_scope')
    ) as x (metric, top, bottom)
    join june as a on a.metric = x.top
    join june as b on b.metric = x.bottom and b.city = a.city;

insert into marts.fct_city_metrics
with figures as (
    select j.*, m.direction, m.kind,
        j.cumulative_value - j.last_year_value as change_value,
        if(m.kind = 'rate', null, round(100 * (j.cumulative_value - j.last_year_value) / nullif(j.last_year_value, 0), 4)) as change_pct,
        if(m.direction = 'at_most', null, round(100 * j.cumulative_value / j.target_value, 2)) as completion_pct,
        case
            when m.direction = 'at_most' then j.target_value - j.cumulative_value
            when m.kind = 'rate' then j.cumulative_value - j.target_value
            else round(100 * j.cumulative_value / j.target_value, 2) - 50
        end as lead_pp
    from june as j join marts.dim_metrics as m on m.metric = j.metric
),
ranked as (
    select *, if(
        city = '210000' or lead_pp is null, null,
        rank() over (partition by metric, city = '210000' order by lead_pp desc nulls last)
    ) as rank
    from figures
)
select date '2026-06-01', city, metric, month_value, cumulative_value, last_year_value, change_value, change_pct, target_value,
    if(target_value is null, null, direction), if(target_value is null, null, completion_pct), 50, lead_pp, rank, 1 + rank % 14
from ranked;
-- Another month in the same mart: it must not leak into the June issue.
insert into marts.fct_city_metrics select date '2026-05-01', columns(* exclude (month)) from marts.fct_city_metrics where city = '210100';

insert into marts.fct_placements_by_channel
    select date '2026-06-01', j.city, h.channel, round(j.month_value * s.share), round(j.cumulative_value * s.share),
        round(j.cumulative_value * s.share * s.verified), round(100 * s.verified, 2)
    from june as j, marts.dim_channels as h
    join (values (1, 0.08, 0.97), (2, 0.34, 0.92), (3, 0.11, 0.88), (4, 0.06, 0.71), (5, 0.05, 0.80), (6, 0.36, 0.74)) as s (sort_order, share, verified)
        on s.sort_order = h.sort_order
    where j.metric = 'diverted_placed';
insert into marts.fct_source_timeliness
    select date '2026-06-01', c.city, f.family, 120 * (16 - c.sort_order) * f.weight + c.sort_order, (3 * c.sort_order + f.weight) % 41,
        (c.sort_order % 5 + f.weight) / 2.0, 6 + 3 * c.sort_order % 29, (c.sort_order * f.weight) % 17
    from marts.dim_cities as c, (values ('enterprise', 1), ('insurance', 9), ('registration', 5), ('service', 3), ('correction', 1)) as f (family, weight)
    where c.kind = 'city' and not (c.city = '211300' and f.family = 'service');

insert into marts.rpt_source_alarms values
    ('2026-06-01', '211300', 'service', 0, 88.0, 6, 200, 50, 20, true, 'silent'),
    ('2026-06-01', '210200', 'insurance', 30600, 14200.5, 6, 200, 50, 20, true, 'surge'),
    ('2026-06-01', '210300', 'registration', 310, 8900.0, 4, 200, 50, 20, true, 'drop'),
    ('2026-06-01', '210100', 'insurance', 15121, 15000.0, 6, 200, 50, 20, true, 'none'),
    ('2026-05-01', '210400', 'insurance', 0, 900.0, 6, 200, 50, 20, true, 'silent');

insert into marts.dim_events
    select 1103204 + n, 'urn:taizhang:210' || (1 + n % 9) || '00:insurance', '2026-change-' || lpad(cast(n as varchar), 6, '0'),
        if(n % 3 = 0, 'event_corrected', 'insurance_started'), 'p' || repeat('0', 32), timestamp '2026-04-01 08:30:00' + interval (n) hour,
        timestamp '2026-06-10 10:00:00' + interval (n * 7) minute, 'change_extract.csv', n, '{}', if(n % 5 = 0, 'corrected', 'standing'), null
    from range(1, 91) as t (n);
insert into marts.rpt_restatements values
    ('2026-03-01', '210000', 'urban_new_employment', 40120, 40155, 35, 'late_event', 38),
    ('2026-03-01', '210100', 'urban_new_employment', 11810, 11832, 22, 'late_event', 24),
    ('2026-04-01', '210200', 'urban_new_employment', 11504, 11498, -6, 'correction', 6),
    ('2026-04-01', '210600', 'unemployed_reemployed', 801, 800, -1, 'person_merged', 1),
    ('2026-05-01', '210500', 'registered_unemployment_rate', 4.29, 4.31, 0.02, 'late_event', 3),
    ('2026-05-01', '211400', 'hard_to_employ_employed', 171, 168, -3, 'retraction', 3),
    ('2026-05-01', '211300', 'registered_unemployment_rate', 4.18, null, null, 'rule_changed', 1);
insert into marts.rpt_restatement_events
    with cells as (
        select *, coalesce(sum(cause_count) over (order by month, city, metric rows between unbounded preceding and 1 preceding), 0) as before
        from marts.rpt_restatements
    )
    select month, city, metric, 1103204 + before + n, reason from cells, range(1, 91) as t (n) where n <= cause_count;
