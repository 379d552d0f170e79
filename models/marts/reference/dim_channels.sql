-- One row per placement channel.
select channel, channel_name, sort_order from {{ ref('channels') }}
