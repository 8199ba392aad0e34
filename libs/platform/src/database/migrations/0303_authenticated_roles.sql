-- What a role that an organisation names adds to a right carries a proof as the right does
-- (docs/adr/0035-authenticated-rights.md).
call authenticate('custom_role', 'org_id', 'id');
