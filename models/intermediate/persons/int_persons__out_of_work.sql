-- One row per stretch in which a touched person is out of work and seeks it: by which group the rules know him.
-- Rule (商洛市政府办 2012-06-01 三 下岗失业人员和就业困难人员;未就业的高校毕业生与其他就业困难人员一样): registered as unemployed; on the list of the
-- hard to employ; in the register of graduates as seeking work, until he is settled or his cohort ends.
with registered as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {'city': 'varchar'}) }}
)

select
    'out_of_work' as ground,
    seq, event_source, event_id, person, city, registered_on as since_on, closed_on as until_on
from {{ ref('int_persons__unemployment_spells') }}
union all
select
    'out_of_work' as ground,
    seq, event_source, event_id, person, city, certified_on as since_on, exited_on as until_on
from {{ ref('int_persons__hard_to_employ') }}
union all
select
    'graduate_seeking' as ground,
    registered.seq, registered.event_source, registered.event_id, registered.person, registered.city,
    graduates.seeking_on as since_on,
    case
        when graduates.settled_on >= graduates.seeking_on then graduates.settled_on
        else graduates.cohort_ended_on
    end as until_on
from {{ ref('int_persons__graduates') }} as graduates
inner join registered on graduates.seeking_seq = registered.seq
