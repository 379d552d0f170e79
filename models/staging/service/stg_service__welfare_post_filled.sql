-- One row per welfare_post_filled event. A person takes up a public-welfare post for a term of months.
with logged as (
    {{ logged('welfare_post_filled', ['city', 'post', 'term_months']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as post,
    cast(v[3] as integer) as term_months
from logged
