-- What its person calls a token, sealed; null: it was made by the command line.
alter table api_token add column name_sealed bytea;
