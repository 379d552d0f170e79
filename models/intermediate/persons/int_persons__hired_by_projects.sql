-- One row per touched person and project at whose enterprise he was newly employed: his first start there.
-- Rule (辽政办发〔2016〕75号 二(四) 重大项目建设对就业拉动作用): new employment in the ledger's sense (no transfer, no renewal, not while another spell
-- goes on) at the enterprise that the announcement names, from the announcement on, while jobs are counted. An enterprise of
-- several projects fills the one announced last. Who leaves and comes back was employed once.
with hires as (
    select
        starts.seq,
        starts.event_source,
        starts.event_id,
        starts.person,
        starts.started_on,
        starts.proof,
        starts.proof_rank,
        projects.project,
        projects.city
    from {{ ref('int_persons__newly_employed') }} as starts
    inner join {{ ref('int_cities__projects') }} as projects
        on starts.enterprise = projects.enterprise
        and starts.started_on between projects.announced_on and projects.counted_until
        and starts.started_on < coalesce(projects.replaced_on, date '9999-12-31')
    qualify row_number() over (
        partition by starts.seq
        order by projects.announced_on desc, projects.event_source desc, projects.event_id desc
    ) = 1
)

select * from hires
qualify row_number() over (
    partition by person, project
    order by started_on, proof_rank, event_source, event_id
) = 1
