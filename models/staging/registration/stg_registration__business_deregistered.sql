-- One row per business_deregistered event. An enterprise or a business of one's own leaves the register (工商个字〔2016〕138号 二).
with logged as (
    {{ logged('business_deregistered', ['enterprise', 'city', 'reason', 'successor', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    v[3] as reason,
    v[4] as successor,
    v[5] as document_no
from logged
