-- The devices of staff (R40), as their people's objects have them, for whoever looks after the tablets. `seen_at`, `app` and
-- `unsent` are what the device said when it renewed its session last.
CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  enrolled_by TEXT NOT NULL,
  -- When its loan ends; null: it is not lent.
  until INTEGER,
  seen_at INTEGER NOT NULL,
  app TEXT,
  unsent INTEGER NOT NULL DEFAULT 0,
  revoked_at INTEGER
) WITHOUT ROWID;

-- The print of the key of the device on which a point's act was done (R42); null: it had none.
ALTER TABLE register ADD COLUMN device TEXT;
