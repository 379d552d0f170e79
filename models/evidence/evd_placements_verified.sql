-- One row per placement that another source proves, or a check refutes (touched persons), by channel and kind of proof.
-- 已核实安置、核查不属实安置 (冀人社发〔2018〕38号 三). Both are contained in diverted_placed, and none is in both.
select
    if(is_refuted, 'placements_refuted', 'placements_verified') as metric,
    city,
    {{ reporting_month('placements_verified', 'placed_on') }} as period,
    person as subject,
    proof_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('channel', channel, 'proof', proof, 'programme_year', programme_year) as dimensions
from {{ ref('int_workers__corroborated') }}
where placed_on >= {{ rule('ledger_opens_on', 'date', 'placed_on') }}
