-- Services of Flanders and of Brussels answer for roads and stops.
alter table region.body drop constraint body_kind_check, add constraint body_kind_check
  check (kind in ('municipality', 'intermunicipal', 'province', 'agency', 'region-office', 'company', 'knowledge', 'association'));
