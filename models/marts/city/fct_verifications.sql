-- One row per year, city or province, claim and way of choosing (sampled, directed): cases checked, untrue, the error rate and its interval.
-- Rule (辽政办发〔2016〕75号 七(十五) 查验核实; 鸡西市 2018-05-22 七(二十二) 双随机抽查): only cases drawn by lot speak for those not checked; what was
-- checked on suspicion stands apart. The interval is Wilson's, at the dated rule's quantile.
with evidence as (
    select
        metric,
        city,
        cast(date_trunc('year', period) as date) as year_starts_on,
        dimensions ->> '$.claim' as claim,
        if((dimensions ->> '$.sample') = 'directed', 'directed', 'sampled') as chosen,
        amount
    from {{ ref('evidence') }}
    where metric in ('cases_checked', 'cases_refuted')
),

by_unit as (
    select * from evidence
    union all
    select evidence.* replace (province.city as city)
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

counted as (
    select
        year_starts_on,
        city,
        claim,
        chosen,
        coalesce(sum(amount) filter (where metric = 'cases_checked'), 0) as checked_count,
        coalesce(sum(amount) filter (where metric = 'cases_refuted'), 0) as refuted_count
    from by_unit
    group by year_starts_on, city, claim, chosen
),

measured as (
    select
        *,
        cast(checked_count as double) as n,
        cast(refuted_count as double) / checked_count as p,
        {{ rule('error_interval_quantile', 'double', 'counted.year_starts_on') }} as z
    from counted
    where checked_count > 0
)

select
    year_starts_on,
    city,
    claim,
    chosen,
    cast(checked_count as decimal(18, 4)) as checked_count,
    cast(refuted_count as decimal(18, 4)) as refuted_count,
    cast(round(100 * p, 2) as decimal(18, 4)) as error_pct,
    cast(round(100 * greatest((p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n), 0), 2) as decimal(18, 4)) as low_pct,
    cast(round(100 * least((p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n), 1), 2) as decimal(18, 4)) as high_pct
from measured
