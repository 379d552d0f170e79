-- One row per opening (+1) and closing (−1) of a touched person's registered unemployment, and of his being hard to employ
-- meanwhile; their running sum is the stock.
-- 期末实有城镇登记失业人数 = 期初 + 登记 − 注销 (人社厅发〔2020〕3号), by the causes of 02表 2 至 12 栏 and by 离岗来源 (辽政办发〔2016〕75号 三(六)). Who becomes or ceases to be
-- hard to employ while registered moves from one heading to the other (02表 14 栏): −1 here, +1 there, the sum stays.
with spells as (
    select
        spells.*,
        coalesce(born.sex, 'untold') as sex
    from {{ ref('int_persons__unemployment_spells') }} as spells
    left join {{ ref('int_persons__born') }} as born on spells.person = born.person
),

certified as (
    select
        spells.seq,
        greatest(hard.certified_on, spells.registered_on) as from_on,
        case when hard.certified_on <= spells.registered_on then spells.seq else hard.seq end as from_seq,
        hard.exited_on as until_on,
        hard.exited_by_seq as until_seq
    from spells
    inner join {{ ref('int_persons__hard_to_employ') }} as hard
        on spells.person = hard.person
        and hard.certified_on < coalesce(spells.closed_on, date '9999-12-31')
        and coalesce(hard.exited_on, date '9999-12-31') > spells.registered_on
),

at_opening as (
    select seq from certified
    where from_seq = seq
),

at_closing as (
    select certified.seq
    from certified
    inner join spells on certified.seq = spells.seq
    where coalesce(certified.until_on, spells.closed_on) >= spells.closed_on
),

moves as (
    select
        spells.*,
        spells.registered_on as moved_on,
        spells.seq as moved_by_seq,
        'in' as flow,
        1 as amount,
        at_opening.seq is not null as is_hard
    from spells
    left join at_opening on spells.seq = at_opening.seq
    union all
    select
        spells.*,
        certified.from_on as moved_on,
        certified.from_seq as moved_by_seq,
        'moved' as flow,
        unnest([1, -1]) as amount,
        unnest([true, false]) as is_hard
    from spells
    inner join certified on spells.seq = certified.seq and certified.from_seq <> spells.seq
    union all
    select
        spells.*,
        certified.until_on as moved_on,
        certified.until_seq as moved_by_seq,
        'moved' as flow,
        unnest([1, -1]) as amount,
        unnest([false, true]) as is_hard
    from spells
    inner join certified
        on spells.seq = certified.seq and certified.until_on < coalesce(spells.closed_on, date '9999-12-31')
    union all
    select
        spells.*,
        spells.closed_on as moved_on,
        spells.closed_by_seq as moved_by_seq,
        'out' as flow,
        -1 as amount,
        at_closing.seq is not null as is_hard
    from spells
    left join at_closing on spells.seq = at_closing.seq
    where spells.closed_on is not null
)

select
    'registered_unemployed' as metric,
    city,
    {{ reporting_month('registered_unemployed', 'moved_on') }} as period,
    person as subject,
    moved_by_seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    json_object(
        'flow', flow, 'cause', coalesce(cause, 'untold'), 'sex', sex,
        'hardship', case when is_hard then 'certified' else 'none' end, 'off_post_origin', off_post_origin
    ) as dimensions
from moves
