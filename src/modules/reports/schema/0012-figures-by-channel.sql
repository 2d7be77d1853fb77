-- Every figure can be split by how reports came in, and by the body that answers: both stand in the index that figures are counted from.
drop index reports.report_by_time;
create index report_by_time on reports.report (received_at desc)
  include (municipality, category, status, answered_at, channel, body, closed_at);
comment on column reports.counted.municipality is 'NIS code of today and channel, each left out for all';
