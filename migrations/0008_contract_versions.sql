-- A version is a contract as it was saved, its name and carrier too: a save that only renames is told as such.
ALTER TABLE contract_versions ADD COLUMN name TEXT;
ALTER TABLE contract_versions ADD COLUMN profile TEXT;
ALTER TABLE contract_versions ADD COLUMN carrier TEXT;
