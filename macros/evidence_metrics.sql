{# Every metric that posts evidence of its own. Adding a metric is adding its evd_ model and its name here. #}
{% macro evidence_metrics() -%}
    {{ return([
        'urban_newly_employed', 'natural_attrition', 'unemployed_reemployed', 'hard_to_employ_employed',
        'registered_unemployed', 'employed_population', 'diverted_in_scope', 'diverted_placed', 'placements_verified',
        'service_guaranteed',
        'zero_employment_households', 'hard_to_employ', 'placement_retention', 'placement_duties', 'compensation',
        'unreachable_workers',
        'training_persons', 'trained_for_work', 'trained_employed', 'guaranteed_loans',
        'startups_by_diverted_workers', 'retained_startups_1_year', 'incubation_bases', 'welfare_posts_opened',
        'welfare_posts_filled', 'welfare_posts_vacated', 'welfare_posts_held', 'rural_transfer_employment',
        'labour_export', 'labour_export_income', 'graduates_registered', 'graduates_settled', 'graduates_seeking',
        'graduates_served', 'benefit_persons', 'benefit_amount', 'funds_received', 'funds_allocated', 'funds_spent',
        'fund_balance', 'vacancies', 'job_seekers',
        'monitored_jobs', 'layoffs',
        'veterans', 'internships', 'grassroots_posts_taken', 'incubation', 'helped', 'activities', 'idle_trained',
        'new_form_employed',
        'wages_observed', 'project_jobs_forecast', 'project_jobs_realised',
        'benefits_received_unentitled', 'benefits_due_unreceived', 'benefits_duplicated',
        'benefits_off_standard',
        'roster_totals', 'social_risks', 'capacity_enterprises', 'plans_out_of_step', 'posts_left_for_startup',
        'welfare_post_duties', 'funds_judged', 'funds_by_factors', 'verifications', 'findings', 'separated_supported',
        'household_stability',
    ]) }}
{%- endmacro %}

{# Of the metrics, those that post for a month to come what falls due then unless something happens before (docs/adr/0020). #}
{% macro evidence_due_later() -%}
    {{ return([
        'households_overdue', 'placements_due_1_months', 'placements_due_3_months', 'placements_due_6_months',
        'placements_due_12_months', 'placements_retained_1_months', 'placements_retained_3_months',
        'placements_retained_6_months', 'placements_retained_12_months',
        'trained_for_work', 'trained_employed', 'retained_startups_1_year', 'welfare_posts_overstayed',
        'graduates_registered', 'graduates_settled', 'graduates_seeking', 'graduates_served', 'vacancies', 'job_seekers',
        'monitored_enterprises', 'monitored_base', 'monitored_end', 'hidden_unemployed',
        'idle_persons', 'idle_trained', 'incubated_entities_lasted',
        'benefits_due_unreceived', 'plans_out_of_step',
        'posts_left_for_startup', 'posts_left_too_long', 'findings_overdue', 'households_stability_due',
        'households_stably_employed',
    ]) }}
{%- endmacro %}

{# Of the metrics, those whose subjects are few enough to be computed anew in every build, touched or not. #}
{% macro evidence_of_all() -%}
    {{ return([
        'households_recognised', 'households_cleared', 'households_employed_in_time', 'household_days_to_clear',
        'zero_employment_households', 'households_overdue', 'incubated_entities', 'incubated_entities_lasted', 'households_helped',
    ]) }}
{%- endmacro %}

{# Names as a list for SQL's `in`. #}
{% macro listed(names) -%}
    ({% for name in names %}'{{ name }}'{{ ", " if not loop.last }}{% endfor %})
{%- endmacro %}
