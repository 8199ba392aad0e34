-- Since when the relay takes no mail, as far as anybody noticed, and why; null: it takes it. Written when that changes.
alter table instance add column mail_down_since timestamptz, add column mail_trouble text;

create function note_mail(trouble text, now timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if trouble is null then
    update public.instance set mail_down_since = null, mail_trouble = null where mail_down_since is not null;
  else
    update public.instance set mail_down_since = coalesce(mail_down_since, now), mail_trouble = trouble
      where mail_trouble is distinct from trouble;
  end if;
end $$;
create function mail_down(out since timestamptz, out trouble text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select mail_down_since, mail_trouble from public.instance';
revoke execute on function note_mail(text, timestamptz), mail_down() from public;
grant execute on function note_mail(text, timestamptz), mail_down() to maroquin_app;
