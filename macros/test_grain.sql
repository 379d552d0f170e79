{# A model's grain, tested: no two rows share these columns. What grows with the log names the column that tells its window
   (seq or posted_seq) and is tested where it is new: rows once built are never changed, and two windows share no row.
   A ledger that is drawn only on demand is tested in whole builds (window 'whole'): drawing it costs what the log holds. #}
{% test grain(model, columns, window=none) %}
select {{ columns | join(', ') }}, count(*) as row_count
from {{ model }}
{% if window == 'seq' %}
where seq > {{ seq_lo() }}
{% elif window == 'posted_seq' %}
where posted_seq = {{ seq_hi() }} and ({{ seq_hi() }} > {{ seq_lo() }} or {{ recompute_all() }})
{% elif window == 'whole' %}
where {{ recompute_all() }}
{% endif %}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
