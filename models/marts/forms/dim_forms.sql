-- One row per report form that the bureau files upward.
select form, form_no, title, unit_name, due_day, sort_order, note from {{ ref('forms') }}
