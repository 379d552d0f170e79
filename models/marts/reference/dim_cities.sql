-- One row per assessed unit, and the province itself.
select city, city_name, kind, sort_order from {{ ref('cities') }}
