-- How strongly somebody proved who they are: the method, and what a provider or the proofs themselves say of it
-- (acr: OpenID Connect Core §2; amr: RFC 8176).
alter table session drop constraint session_method_check;
alter table session add constraint session_method_check check (method in ('link', 'password', 'passkey', 'oidc'));
alter table session add column acr text;
alter table session add column amr text[] not null default '{}';
