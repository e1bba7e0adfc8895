-- The registry and the index. Objects are the truth of every shipment; a row here is found by, never decided by.
CREATE TABLE contracts (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, profile TEXT NOT NULL, carrier TEXT NOT NULL,
  version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE contract_versions (
  contract_id TEXT NOT NULL, version INTEGER NOT NULL, policy TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT NOT NULL,
  PRIMARY KEY (contract_id, version)
) WITHOUT ROWID;

CREATE TABLE providers (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE people (
  id TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, provider_id TEXT, point_id TEXT,
  invited_by TEXT, created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX people_by_role ON people (role, id);

CREATE TABLE points (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL, country TEXT NOT NULL,
  hours TEXT, zone TEXT, created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX points_by_country ON points (country, id);

CREATE TABLE rounds (
  id TEXT PRIMARY KEY, courier_id TEXT NOT NULL, date TEXT NOT NULL, state TEXT NOT NULL, created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX rounds_by_courier ON rounds (courier_id, date);
CREATE INDEX rounds_by_date ON rounds (date, id);

CREATE TABLE stops (
  round_id TEXT NOT NULL, shipment_id TEXT NOT NULL, position INTEGER NOT NULL,
  dispatched INTEGER NOT NULL DEFAULT 0, refused TEXT,
  PRIMARY KEY (round_id, shipment_id)
) WITHOUT ROWID;

CREATE TABLE api_keys (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, contract_id TEXT, scopes TEXT NOT NULL,
  created_at TEXT NOT NULL, revoked_at TEXT
) WITHOUT ROWID;

-- One row a shipment, fed by its object; `seq` keeps a late projection from overwriting a newer one.
CREATE TABLE shipments (
  id TEXT PRIMARY KEY, announced_at INTEGER NOT NULL, waybill TEXT NOT NULL, contract_id TEXT NOT NULL,
  state TEXT NOT NULL, secured INTEGER NOT NULL, parcels INTEGER NOT NULL, handed_over INTEGER NOT NULL,
  courier_id TEXT, changed_at INTEGER NOT NULL, seq INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX shipments_by_time ON shipments (announced_at, id);
CREATE INDEX shipments_by_state ON shipments (state, announced_at, id);
CREATE INDEX shipments_by_contract ON shipments (contract_id, announced_at, id);

-- Which shipment a label or waybill belongs to; a label is unique among open shipments.
CREATE TABLE labels (
  label TEXT PRIMARY KEY, shipment_id TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE alerts (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, shipment_id TEXT, waybill TEXT, person_id TEXT,
  released_at INTEGER
) WITHOUT ROWID;
CREATE INDEX alerts_by_time ON alerts (at, id);

-- Stored answers of writes whose effect is in this database.
CREATE TABLE answers (
  key TEXT PRIMARY KEY, print TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
