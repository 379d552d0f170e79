-- What the second quarter of 2026 adds to the hand-filled June. 铁岭 and 抚顺 are behind, 铁岭 for the second quarter running.
create table marts.fct_city_quarters (
    quarter_starts_on date, city varchar, metric varchar, quarter_value decimal(18, 4), previous_quarter_value decimal(18, 4),
    last_year_value decimal(18, 4), lead_pp decimal(18, 4), is_behind boolean, quarters_behind integer, is_criticism_due boolean
);
create table marts.fct_job_vacancy_ratios (
    span varchar, starts_on date, city varchar, dimension varchar, code varchar, demand_persons decimal(18, 4),
    seeker_persons decimal(18, 4), vacancy_ratio decimal(18, 4), gap_persons decimal(18, 4), hot_rank integer, cold_rank integer
);
create table marts.rpt_hot_and_cold_occupations (
    quarter_starts_on date, city varchar, side varchar, list_rank integer, occupation varchar, demand_persons decimal(18, 4),
    seeker_persons decimal(18, 4), gap_persons decimal(18, 4), vacancy_ratio decimal(18, 4), is_complete boolean
);
insert into marts.dim_metrics
    select col0, col1, col2, col3, if(col2 = '件', 0, 2), 'at_least', false, true, 100, col1, null, null
    from (values
        ('benefit_persons', '享受扶持政策', '人', 'flow'), ('benefit_amount', '扶持政策金额', '元', 'flow'),
        ('guaranteed_loans', '创业担保贷款', '万元', 'flow'), ('training_persons', '培训人数', '人', 'flow'),
        ('benefits_due_unreceived', '期末应享未享', '人', 'stock'), ('funds_received', '资金到账', '万元', 'flow'),
        ('funds_allocated', '资金分配', '万元', 'flow'), ('funds_spent', '资金支出', '万元', 'flow'),
        ('fund_balance', '资金结余', '万元', 'stock'),
        ('cases_sampled', '抽查案件', '件', 'flow'), ('cases_checked', '核查案件', '件', 'flow'), ('cases_refuted', '核查不属实', '件', 'flow'),
        ('verification_error_rate', '核查差错率', '%', 'rate'), ('findings_raised', '提出问题线索', '件', 'flow'),
        ('findings_closed', '办结问题线索', '件', 'flow'), ('findings_open', '期末未办结线索', '件', 'stock'),
        ('findings_overdue', '期末逾期未答复线索', '件', 'stock'), ('exemptions_claimed', '申请容错', '件', 'flow'),
        ('exemptions_granted', '同意容错', '件', 'flow'));
insert into marts.fct_city_metrics
    select date '2026-06-01', c.city, m.metric, 10, 100 + c.sort_order, null, null, null, null, null, null, 50, null, null, null
    from marts.dim_cities as c, marts.dim_metrics as m where m.sort_order = 100;
insert into marts.fct_city_quarters
    select date '2026-04-01', f.city, f.metric, if(m.kind = 'flow', 3 * f.month_value, null), if(m.kind = 'flow', f.month_value, null), null,
        if(m.kind = 'flow', f.lead_pp, null), coalesce(m.kind = 'flow' and f.lead_pp <= -2, false),
        if(m.kind = 'flow' and f.lead_pp <= -2, if(f.city = '211200', 2, 1), 0),
        coalesce(m.kind = 'flow' and f.lead_pp <= -2 and f.city = '211200', false)
    from marts.fct_city_metrics as f join marts.dim_metrics as m using (metric) where f.month = date '2026-06-01';
insert into marts.fct_job_vacancy_ratios
    select 'quarter', date '2026-04-01', c.city, 'all', 'all', 1450 + c.sort_order, 1000, 1.45, 450, null, null from marts.dim_cities as c;
insert into marts.rpt_hot_and_cold_occupations values
    ('2026-04-01', '210000', 'hot', 1, '6-18', 400, 100, 300, 4, true), ('2026-04-01', '210000', 'cold', 1, '4-01', 50, 210, -160, 0.24, true),
    ('2026-04-01', '210100', 'hot', 1, '6-29', 80, 30, 50, 2.67, true);
