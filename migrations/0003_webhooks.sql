-- Where shippers hear of their shipments (R34). What is on its way to an endpoint lies in the endpoint's own object.
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  -- '*': of all contracts
  contract_id TEXT NOT NULL,
  url TEXT NOT NULL, events TEXT NOT NULL, format TEXT NOT NULL,
  -- Versions of the secret, not the secrets: those are derived.
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL, enabled_at INTEGER NOT NULL, disabled_at INTEGER, disabled_because TEXT
) WITHOUT ROWID;
CREATE INDEX webhooks_by_contract ON webhooks (contract_id, id);

ALTER TABLE alerts ADD COLUMN webhook_id TEXT;
