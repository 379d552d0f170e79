-- One row per welfare_post_opened event. A public-welfare post is opened, one event a post.
with logged as (
    {{ logged('welfare_post_opened', ['city', 'post', 'post_title', 'enterprise', 'funding', 'monthly_subsidy_yuan', 'document_no']) }}
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
    v[3] as post_title,
    v[4] as enterprise,
    v[5] as funding,
    cast(v[6] as decimal(18, 4)) as monthly_subsidy_yuan,
    v[7] as document_no
from logged
