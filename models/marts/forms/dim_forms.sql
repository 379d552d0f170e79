-- One row per report form that the bureau files upward, with the day of the month by which it is due.
-- Rule (省就业01表 by the 24th, 03表 by the 26th; A14): the day is a dated rule, as it holds in the last month of the ledger.
select
    forms.form,
    forms.form_no,
    forms.title,
    forms.unit_name,
    cast(rules.value as integer) as due_day,
    forms.sort_order,
    forms.note
from {{ ref('forms') }} as forms
left join {{ ref('rules') }} as rules
    on forms.due_rule = rules.rule and rules.city = '{{ var('province') }}'
    and (select max(month) from {{ ref('int_figures__summed') }}) between rules.valid_from and rules.valid_to
