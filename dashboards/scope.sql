-- What one web request may read of the published warehouse. warehouse.py runs this once per published file; pages
-- name only the relations made here. Every relation fails closed: an unset variable is NULL, and NULL keeps no row.
--   cities           codes that the account sees
--   reads_figures    the account may read published figures (aggregates of every city)
--   reads_evidence   the account may read persons' evidence and events of its cities

create schema scoped;

-- Reference data: no persons, no figures.
-- City codes are text everywhere, however a seed was typed.
create view scoped.cities as select * replace (city::varchar as city) from warehouse.marts.dim_cities;
create view scoped.metrics as select * from warehouse.marts.dim_metrics;
create view scoped.metric_terms as select * from warehouse.marts.dim_metric_terms;
create view scoped.channels as select * from warehouse.marts.dim_channels;
create view scoped.build as select * from warehouse.marts.dim_build;

-- Published aggregates.
create view scoped.city_metrics as
select * replace (city::varchar as city) from warehouse.marts.fct_city_metrics where getvariable('reads_figures')::boolean;

create view scoped.restatements as
select * replace (city::varchar as city) from warehouse.marts.rpt_restatements where getvariable('reads_figures')::boolean;

create view scoped.source_alarms as
select * replace (city::varchar as city) from warehouse.marts.rpt_source_alarms where getvariable('reads_figures')::boolean;

-- Persons: own cities only.
create view scoped.evidence as
select * replace (city::varchar as city) from warehouse.marts.fct_evidence
where getvariable('reads_evidence')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.restatement_events as
select * replace (city::varchar as city) from warehouse.marts.rpt_restatement_events
where getvariable('reads_evidence')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

-- What a city is to answer for: warnings, steps due, points, targets, funds, agencies. Own cities only.
create view scoped.unemployment_risks as
select * replace (city::varchar as city) from warehouse.marts.rpt_unemployment_risks
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.escalations as
select * replace (city::varchar as city) from warehouse.marts.rpt_escalations
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.assessments as
select * replace (city::varchar as city) from warehouse.marts.fct_assessments
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.assessment_grades as
select * replace (city::varchar as city) from warehouse.marts.rpt_assessment_grades
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.agency_credit as
select * replace (city::varchar as city) from warehouse.marts.rpt_agency_credit
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.county_targets as
select * replace (city::varchar as city) from warehouse.marts.rpt_county_targets
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.fund_use as
select * replace (city::varchar as city) from warehouse.marts.fct_fund_use
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

-- Leads name single enterprises, as evidence does. Own cities only.
create view scoped.enterprise_leads as
select * replace (city::varchar as city) from warehouse.marts.rpt_enterprise_leads
where getvariable('reads_evidence')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.layoff_leads as
select * replace (city::varchar as city) from warehouse.marts.rpt_layoff_leads
where getvariable('reads_evidence')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

-- What was checked, and the topics of the labour market. Own cities only.
create view scoped.verifications as
select * replace (city::varchar as city) from warehouse.marts.fct_verifications
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.market_wages as
select * replace (city::varchar as city) from warehouse.marts.fct_market_wages
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.incubation_bases as
select * replace (city::varchar as city) from warehouse.marts.rpt_incubation_bases
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.counties_without_base as
select * replace (city::varchar as city) from warehouse.marts.rpt_counties_without_base
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

create view scoped.regions_in_difficulty as
select * replace (city::varchar as city) from warehouse.marts.rpt_regions_in_difficulty
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], city::varchar);

-- A school answers for its graduates in every city: for accounts of the whole province.
create view scoped.school_graduates as
select s.*, p.city
from warehouse.marts.fct_school_graduates as s
inner join scoped.cities as p on p.kind = 'province'
where getvariable('reads_figures')::boolean and list_contains(getvariable('cities')::varchar[], p.city);

-- The events on which rows in scope rest: evidence, and lists whose rows are events themselves.
create view scoped.rested_on as
select event_seq from scoped.evidence
union all
select event_seq from scoped.agency_credit
union all
select event_seq from scoped.county_targets
union all
select responded_by_seq from scoped.unemployment_risks
union all
select unnest([about_seq, taken_by_seq]) from scoped.escalations;

-- One event, if it was sent by a city in scope or a row in scope rests on it.
create macro scoped.own_event(wanted) as table
select e.*
from warehouse.marts.dim_events as e
where
    getvariable('reads_evidence')::boolean
    and e.seq = wanted
    and (
        list_contains(getvariable('cities')::varchar[], split_part(e.event_source, ':', 3))
        or exists (select 1 from scoped.rested_on as v where v.event_seq = wanted)
    );

-- One event as above, or the correction or retraction that changed such an event.
create macro scoped.event(wanted) as table
select * from scoped.own_event(wanted)
union
select c.*
from warehouse.marts.dim_events as c
where
    c.seq = wanted
    and exists (
        select 1
        from warehouse.marts.dim_events as changed
        where
            changed.changed_by_seq = wanted
            and getvariable('reads_evidence')::boolean
            and (
                list_contains(getvariable('cities')::varchar[], split_part(changed.event_source, ':', 3))
                or changed.seq in (select v.event_seq from scoped.rested_on as v)
            )
    );

-- The events in scope that one correction changed.
create macro scoped.events_changed_by(wanted) as table
select e.*
from warehouse.marts.dim_events as e
where
    e.changed_by_seq = wanted
    and getvariable('reads_evidence')::boolean
    and (
        list_contains(getvariable('cities')::varchar[], split_part(e.event_source, ':', 3))
        or e.seq in (select v.event_seq from scoped.rested_on as v)
    );

-- The terms of a figure. A posted metric without terms of its own is made of itself.
create macro scoped.terms_of(wanted_metric) as table
select t.part, t.component, t.sign, m.metric_name, m.unit_name, m.kind, m.decimals, m.sort_order
from scoped.metric_terms as t
inner join scoped.metrics as m on t.component = m.metric
where t.metric = wanted_metric
union all
select 'value', m.metric, 1, m.metric_name, m.unit_name, m.kind, m.decimals, m.sort_order
from scoped.metrics as m
where m.metric = wanted_metric and m.is_posted and m.metric not in (select t.metric from scoped.metric_terms as t);

-- Every evidence row of one figure: a flow of the month, of the year so far or of all years, a stock of all time up to the month;
-- of one city, or for the province of all its cities; as known at `known_seq` (NULL: as known now).
-- A row that counts in both parts of a rate comes twice; `is_first_part` marks it once, for lists.
create macro scoped.figure_evidence(wanted_metric, wanted_city, wanted_month, span, known_seq) as table
select t.part, t.component, t.sign, t.metric_name as component_name, t.decimals as component_decimals, t.sort_order, e.* exclude (metric),
    t.sign * e.amount as contribution,
    t.part = t.first_part as is_first_part
from (
    select *, max(part) over (partition by component) as first_part
    from scoped.terms_of(wanted_metric)
) as t
inner join scoped.evidence as e on t.component = e.metric
where
    e.period < wanted_month::date + interval 1 month
    and (
        t.kind = 'stock'
        or span = 'ever'
        or (span = 'month' and e.period >= wanted_month::date)
        or (span = 'cumulative' and e.period >= date_trunc('year', wanted_month::date))
    )
    and (known_seq is null or e.posted_seq <= known_seq)
    and (
        e.city = wanted_city
        or wanted_city in (select c.city from scoped.cities as c where c.kind = 'province')
    );
