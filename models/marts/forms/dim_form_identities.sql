-- One row per identity (审核关系) printed on a form: its wording there, and the same with the columns of what is untold.
select identity, form, printed, expression, mend, sort_order from {{ ref('form_identities') }}
