-- Tells people whom the provider of a body brings in by itself from people who were there before.

alter table region.openid_account add column mapped boolean not null default false;
comment on column region.openid_account.mapped is 'The person was made from a role that the provider told: its roles at the body follow what the provider tells at each sign-in';
