-- One row per stay in a public-welfare post that ends (touched persons).
-- 公益性岗位腾退 (辽政办发〔2016〕75号 三(九); 冀人社发〔2018〕38号 四 开发并腾退公益性岗位).
select
    'welfare_posts_vacated' as metric,
    city,
    {{ reporting_month('welfare_posts_vacated', 'ended_on') }} as period,
    person as subject,
    ended_by_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('post', post, 'reason', reason) as dimensions
from {{ ref('int_persons__welfare_post_stays') }}
where ended_on >= {{ rule('ledger_opens_on', 'date', 'ended_on') }}
