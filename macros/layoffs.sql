{# The rules on layoffs in force for each row of `days` (city, day): the city's own where a pack of its own has one, else the
   province's. A period of so many days reaches one day less back from its last. #}
{% macro layoff_rules(days) -%}
    select
        days.city,
        days.day,
        {% for name, type in {
            'layoff_report_persons': 'integer', 'layoff_report_state_pct': 'decimal(9, 4)', 'layoff_notice_persons': 'integer',
            'layoff_notice_pct': 'decimal(9, 4)', 'layoff_notice_days': 'integer', 'layoff_persons_include_threshold': 'boolean',
            'layoff_pct_at_threshold': 'varchar', 'layoff_counts_once_as': 'varchar', 'layoff_rolling_short_days': 'integer',
            'layoff_rolling_long_days': 'integer', 'layoff_lead_min_persons': 'integer', 'wholesale_move_persons': 'integer',
        }.items() %}
        cast(arg_max(r.value, r.city = days.city) filter (where r.rule = '{{ name }}') as {{ type }}) as {{ name }},
        {% endfor %}
        to_days(layoff_rolling_short_days - 1) as short_reach,
        to_days(layoff_rolling_long_days - 1) as long_reach
    from {{ days }} as days
    inner join {{ ref('rules') }} as r
        on r.city in (days.city, '{{ var("province") }}') and days.day between r.valid_from and r.valid_to
    where r.rule like 'layoff_%' or r.rule = 'wholesale_move_persons'
    group by days.city, days.day
{%- endmacro %}

{# Which duty to report so many persons of a headcount reach, the strictest first: 1 the province's number, 2 its share in
   state-owned enterprises above scale, 3 exactly that share (to be reviewed), 4 the law's number, 5 the law's share. Null:
   none, or none that can be known without a headcount. Reads the columns of layoff_rules and is_state_above_scale. #}
{% macro layoff_duty(persons, headcount) -%}
    case
        when {{ persons }} > layoff_report_persons or ({{ persons }} = layoff_report_persons and layoff_persons_include_threshold) then 1
        when is_state_above_scale and 100 * {{ persons }} > layoff_report_state_pct * {{ headcount }} then 2
        when
            is_state_above_scale and 100 * {{ persons }} = layoff_report_state_pct * {{ headcount }}
            and layoff_pct_at_threshold <> 'ignore' then if(layoff_pct_at_threshold = 'report', 2, 3)
        when {{ persons }} >= layoff_notice_persons then 4
        when 100 * {{ persons }} >= layoff_notice_pct * {{ headcount }} then 5
    end
{%- endmacro %}

{# A duty's name. #}
{% macro layoff_duty_name(duty) -%}
    case {{ duty }}
        when 1 then 'province_persons'
        when 2 then 'province_state_share'
        when 3 then 'province_state_share_review'
        when 4 then 'law_persons'
        when 5 then 'law_share'
    end
{%- endmacro %}
