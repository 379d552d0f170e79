{# A model's grain, tested: no two rows share these columns. What grows with the log names the column that tells its window
   (seq or posted_seq) and is tested where it is new: rows once built are never changed, and two windows share no row. #}
{% test grain(model, columns, window=none) %}
select {{ columns | join(', ') }}, count(*) as row_count
from {{ model }}
{% if window == 'seq' %}
where seq > {{ seq_lo() }}
{% elif window == 'posted_seq' %}
where posted_seq = {{ seq_hi() }}
{% endif %}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
