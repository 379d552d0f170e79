-- One row per year and city assessed: points out of a hundred by the figures, place and grade; what the final scores submitted come to.
-- Rule (the scheme's pack; A18): 优秀 from the dated points on, for no more cities than the quota, equals together; 达标 from the second line on; else 不达标. Below the
-- dated points the city is to be criticised once the year is over. Grades are of the figures; who falsified loses his by a finding.
with totals as (
    select
        year,
        city,
        scheme,
        max(assessed_in) as assessed_in,
        bool_or(is_estimated) as is_estimated,
        sum(points) as points,
        sum(max_points) as max_points,
        cast(round(100 * sum(points) / sum(max_points), 2) as decimal(18, 4)) as score,
        if(count(final_points) = count(*), cast(round(100 * sum(final_points) / sum(max_points), 2) as decimal(18, 4)), null) as final_score
    from {{ ref('fct_assessments') }}
    group by year, city, scheme
),

ranked as (
    select
        *,
        rank() over (partition by year order by score desc) as rank,
        count(*) over (partition by year order by score desc range between unbounded preceding and current row) as placed_count,
        count(*) over (partition by year) as cities_count,
        {{ rule('grade_points.excellent', 'decimal(18, 4)', 'make_date(totals.year, 12, 31)') }} as excellent_points,
        {{ rule('grade_points.passed', 'decimal(18, 4)', 'make_date(totals.year, 12, 31)') }} as passed_points,
        {{ rule('grade_quota_pct.excellent', 'decimal(18, 4)', 'make_date(totals.year, 12, 31)') }} as excellent_quota_pct,
        {{ rule('criticism_below_points', 'decimal(18, 4)', 'make_date(totals.year, 12, 31)') }} as criticism_below_points
    from totals
)

select
    year,
    city,
    scheme,
    assessed_in,
    is_estimated,
    cast(points as decimal(18, 4)) as points,
    cast(max_points as decimal(18, 4)) as max_points,
    score,
    final_score,
    cast(rank as integer) as rank,
    case
        when score >= excellent_points and placed_count <= floor(cities_count * excellent_quota_pct / 100) then 'excellent'
        when score >= passed_points then 'passed'
        else 'failed'
    end as grade,
    not is_estimated and coalesce(final_score, score) < criticism_below_points as is_criticism_due
from ranked
