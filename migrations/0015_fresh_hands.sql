-- What an alert names besides: of a release by hands that are too new why, whose, and who invited them (R42).
ALTER TABLE alerts ADD COLUMN detail TEXT;
