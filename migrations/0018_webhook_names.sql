-- What an endpoint is called is its contract's own (R34): two contracts may use one name, and neither learns of the
-- other. Those from before keep their row's id, under which their object and their secrets are derived, as their name.
ALTER TABLE webhooks ADD COLUMN name TEXT NOT NULL DEFAULT '';
UPDATE webhooks SET name = id;
CREATE UNIQUE INDEX webhooks_of_contract ON webhooks (contract_id, name);
CREATE INDEX webhooks_by_name ON webhooks (name, contract_id);
DROP INDEX webhooks_by_contract;
