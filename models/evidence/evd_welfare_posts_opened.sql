-- One row per public-welfare post, when it is first opened.
-- 开发公益性岗位 (辽政办发〔2016〕75号 三(九); 冀人社发〔2018〕38号 四).
with opened as (
    {{ standing_of_cities(ref('stg_service__welfare_post_opened'), {
        'city': 'varchar', 'post': 'varchar', 'funding': 'varchar',
    }) }}
),

first_opened as (
    select * from opened
    qualify row_number() over (partition by post order by effective_at, event_source, event_id) = 1
)

select
    'welfare_posts_opened' as metric,
    city,
    {{ reporting_month('welfare_posts_opened', 'cast(effective_at as date)') }} as period,
    city as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('post', post, 'funding', funding) as dimensions
from first_opened
where effective_at >= {{ rule('ledger_opens_on', 'date', 'cast(effective_at as date)') }}
