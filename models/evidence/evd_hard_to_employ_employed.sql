-- One row per re-employed touched person who was certified as hard to employ on that day.
-- 就业困难人员就业 (就业促进法 52; 人社统EP1 5栏). Contained in unemployed_reemployed. Who had left the list before does not
-- count, unless he left it for this work (the rule's grace days).
with reemployed as (
    select * from {{ ref('int_persons__reemployed') }}
)

select
    'hard_to_employ_employed' as metric,
    city,
    {{ reporting_month('hard_to_employ_employed', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    '{}' as dimensions
from reemployed
where
    started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
    and exists (
        select 1
        from {{ ref('int_persons__hard_to_employ') }} as spells
        where
            spells.person = reemployed.person
            and spells.certified_on <= reemployed.started_on
            and (
                coalesce(spells.exited_on, date '9999-12-31') >= reemployed.started_on
                or (
                    spells.exit_reason = 'employed'
                    and reemployed.started_on - spells.exited_on
                    <= {{ rule('reemployment_grace_days', 'integer', 'reemployed.started_on') }}
                )
            )
    )
