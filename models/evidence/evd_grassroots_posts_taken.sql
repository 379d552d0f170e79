-- One row per person and year who takes up a purchased grass-roots post (touched persons).
-- 购买一批适合高校毕业生的基层公共管理和社会服务岗位 (辽政办发〔2016〕75号 二(五)): told by the registration's employment type, counted
-- apart from public-welfare posts; a renewed contract is the same post.
with registered as (
    {{ standing_of_touched(ref('stg_registration__employment_registered'), {
        'city': 'varchar', 'employment_type': 'varchar', 'is_renewal': 'boolean', 'education': 'varchar',
    }) }}
),

taken as (
    select * from registered
    where employment_type = 'grassroots_post' and not is_renewal
    qualify row_number() over (partition by person, year(happened_on) order by happened_on, event_source, event_id) = 1
)

select
    'grassroots_posts_taken' as metric,
    city,
    {{ reporting_month('grassroots_posts_taken', 'happened_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('education', coalesce(education, 'untold')) as dimensions
from taken
where happened_on >= {{ rule('ledger_opens_on', 'date', 'happened_on') }}
