-- The marts that bulletins read, column by column as the warehouse publishes them.
create schema marts;
create table marts.dim_cities (city varchar, city_name varchar, kind varchar, sort_order integer);
create table marts.dim_metrics (
    metric varchar, metric_name varchar, unit_name varchar, kind varchar, decimals integer, direction varchar,
    is_headline boolean, is_posted boolean, sort_order integer, definition varchar, document_no varchar, clause varchar
);
create table marts.dim_metric_terms (metric varchar, part varchar, component varchar, sign integer);
create table marts.dim_channels (channel varchar, channel_name varchar, sort_order integer);
create table marts.dim_build (
    seq_hi bigint, cutoff_at timestamp, rule_version varchar, code_version varchar, last_issue varchar,
    last_issue_month date, last_issue_cutoff_seq bigint
);
create table marts.fct_city_metrics (
    month date, city varchar, metric varchar, month_value decimal(18, 4), cumulative_value decimal(18, 4),
    last_year_value decimal(18, 4), change_value decimal(18, 4), change_pct decimal(18, 4), target_value decimal(18, 4),
    target_direction varchar, completion_pct decimal(18, 4), elapsed_pct decimal(18, 4), lead_pp decimal(18, 4),
    rank integer, last_rank integer
);
create table marts.dim_events (
    seq bigint, event_source varchar, event_id varchar, event_type varchar, subject varchar, effective_at timestamp,
    recorded_at timestamp, origin varchar, position bigint, data varchar, status varchar, changed_by_seq bigint
);
create table marts.fct_placements_by_channel (
    month date, city varchar, channel varchar, month_persons bigint, cumulative_persons bigint,
    verified_persons bigint, verified_pct decimal(9, 2)
);
create table marts.fct_source_timeliness (
    month date, city varchar, source_family varchar, event_count bigint, late_count bigint, median_delay_days double,
    max_delay_days double, rejected_count bigint
);
create table marts.rpt_source_alarms (
    month date, city varchar, source_family varchar, event_count bigint, usual_count decimal(18, 1), history_months bigint,
    surge_pct decimal(18, 1), drop_pct decimal(18, 1), jump_least_events integer, is_over boolean, alarm varchar
);
create table marts.rpt_restatements (
    month date, city varchar, metric varchar, published_value decimal(18, 4), current_value decimal(18, 4),
    difference decimal(18, 4), reason varchar, cause_count bigint
);
create table marts.rpt_restatement_events (month date, city varchar, metric varchar, cause_seq bigint, reason varchar);
