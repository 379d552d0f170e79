-- One row per (city, channel), and one per city (row_kind "total") that sets the channels against the city's figure.
-- Read by fct_placements_by_channel.py. The province is checked where the mart has rows for it.
with

placements as (
    select
        city,
        channel,
        sum(month_persons) as month_persons,
        sum(cumulative_persons) as cumulative_persons,
        sum(verified_persons) as verified_persons,
        max(verified_pct) as verified_pct,
    from marts.fct_placements_by_channel
    where month = $month
    group by city, channel
),

reported_cities as (
    select *
    from marts.dim_cities
    where kind = 'city' or city in (select placements.city from placements)
),

cells as (
    select
        cities.city,
        cities.city_name,
        cities.kind as city_kind,
        cities.sort_order as city_order,
        coalesce(channels.channel, placements.channel) as channel,
        channels.channel_name,
        coalesce(channels.sort_order, 99) as channel_order,
        (channels.channel is not null)::int as is_known_channel,
        coalesce(placements.month_persons, 0) as month_persons,
        coalesce(placements.cumulative_persons, 0) as cumulative_persons,
        coalesce(placements.verified_persons, 0) as verified_persons,
        placements.verified_pct,
    from reported_cities as cities
    cross join (
        select channel from marts.dim_channels
        union
        select placements.channel from placements
    ) as named
    left join marts.dim_channels as channels on named.channel = channels.channel
    left join placements on cities.city = placements.city and named.channel = placements.channel
    where channels.channel is not null or placements.channel is not null
),

city_sums as (
    select
        channel,
        sum(month_persons) as cities_month_persons,
        sum(cumulative_persons) as cities_cumulative_persons,
    from cells
    where city_kind = 'city'
    group by channel
),

totals as (
    select
        city,
        city_name,
        city_order,
        sum(month_persons) as month_persons,
        sum(cumulative_persons) as cumulative_persons,
        sum(verified_persons) as verified_persons,
    from cells
    group by city, city_name, city_order
),

figures as (
    select
        city,
        max(month_value) filter (where metric = 'diverted_placed') as placed_month_persons,
        max(cumulative_value) filter (where metric = 'diverted_placed') as placed_cumulative_persons,
        max(cumulative_value) filter (where metric = 'placements_verified') as figure_verified_persons,
    from marts.fct_city_metrics
    where month = $month
    group by city
),

channel_rows as (
    select
        'channel' as row_kind,
        cells.*,
        cells.verified_persons - cells.cumulative_persons as verified_excess,
        least(cells.month_persons, cells.cumulative_persons, cells.verified_persons) as lowest_value,
        sums.cities_month_persons,
        sums.cities_cumulative_persons,
        abs(cells.month_persons - sums.cities_month_persons)
        + abs(cells.cumulative_persons - sums.cities_cumulative_persons) as province_gap,
    from cells
    left join city_sums as sums on cells.channel = sums.channel and cells.city_kind = 'province'
),

total_rows as (
    select
        'total' as row_kind,
        totals.*,
        99 as channel_order,
        '合计' as channel_name,
        figures.placed_month_persons,
        figures.placed_cumulative_persons,
        figures.figure_verified_persons,
        totals.month_persons - figures.placed_month_persons as month_gap,
        totals.cumulative_persons - figures.placed_cumulative_persons as cumulative_gap,
        totals.verified_persons - figures.figure_verified_persons as verified_gap,
    from totals
    left join figures using (city)
)

select * from channel_rows
union all by name
select * from total_rows
order by row_kind, city_order, channel_order, channel
