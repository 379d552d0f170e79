{# Whether the person of `work` (a relation with person and started_on) was certified as hard to employ when it started: on or
   before that day and not off the list by then, unless he left it for this work (the rule's grace days). #}
{% macro in_hardship(work) -%}
    exists (
        select 1
        from {{ ref('int_persons__hard_to_employ') }} as hardship
        where
            hardship.person = {{ work }}.person
            and hardship.certified_on <= {{ work }}.started_on
            and (
                coalesce(hardship.exited_on, date '9999-12-31') >= {{ work }}.started_on
                or (
                    hardship.exit_reason = 'employed'
                    and {{ work }}.started_on - hardship.exited_on
                    <= {{ rule('reemployment_grace_days', 'integer', work ~ '.started_on') }}
                )
            )
    )
{%- endmacro %}
