-- Points and the end of the round. Holds are found here and decided in their shipment's object.
CREATE TABLE holds (
  point_id TEXT NOT NULL, shipment_id TEXT NOT NULL, waybill TEXT NOT NULL,
  -- 'coming', 'here' or 'returning'
  stage TEXT NOT NULL, parcels INTEGER NOT NULL, here INTEGER NOT NULL, shelf TEXT,
  -- The last four digits of the announced phone: gone with the row when the hold ends.
  phone_tail TEXT NOT NULL, received_at INTEGER, until TEXT, seq INTEGER NOT NULL,
  PRIMARY KEY (point_id, shipment_id)
) WITHOUT ROWID;
CREATE INDEX holds_by_shipment ON holds (shipment_id);

-- What a point's register says: receipts, issues, refusals, returns.
CREATE TABLE register (
  point_id TEXT NOT NULL, at INTEGER NOT NULL, shipment_id TEXT NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, waybill TEXT NOT NULL, labels TEXT NOT NULL, proof TEXT,
  PRIMARY KEY (point_id, at, shipment_id, seq)
) WITHOUT ROWID;

-- Visits worth a look beside others of the same courier (R18).
CREATE TABLE noted_visits (
  courier_id TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, shipment_id TEXT NOT NULL,
  waybill TEXT NOT NULL, distance_m INTEGER, dwell_s INTEGER,
  PRIMARY KEY (courier_id, at, id)
) WITHOUT ROWID;

-- The ledger of suspected violations (R27). Steps are appended, the row shows where it stands.
CREATE TABLE violations (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, month TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  shipment_id TEXT NOT NULL, waybill TEXT NOT NULL, contract_id TEXT NOT NULL,
  courier_id TEXT, provider_id TEXT, round_id TEXT,
  amount INTEGER, currency TEXT, distance_m INTEGER, dwell_s INTEGER, labels TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX violations_by_time ON violations (at, id);
CREATE INDEX violations_by_month ON violations (month, at, id);

CREATE TABLE violation_steps (
  violation_id TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, what TEXT NOT NULL, by_id TEXT NOT NULL, comment TEXT,
  PRIMARY KEY (violation_id, at, id)
) WITHOUT ROWID;

ALTER TABLE rounds ADD COLUMN closed_at TEXT;

-- A label is free again once its shipment is over and no parcel of it is out: one mark instead of one a label.
ALTER TABLE shipments ADD COLUMN over INTEGER NOT NULL DEFAULT 0;
UPDATE shipments SET over = 1 WHERE id IN (SELECT shipment_id FROM labels WHERE closed = 1);
ALTER TABLE labels DROP COLUMN closed;
-- Whether a stop left is what its round says, unless it refused.
ALTER TABLE stops DROP COLUMN dispatched;
-- Lists by state: an open shipment is found among the open ones, an exceptional one by its state. What ends well
-- is most of them all and is found by time. So a hand-over moves one index entry instead of three.
DROP INDEX shipments_by_state;
CREATE INDEX shipments_open ON shipments (announced_at, id) WHERE over = 0;
CREATE INDEX shipments_exceptional ON shipments (state, announced_at, id)
  WHERE state IN ('held', 'refused', 'at-depot', 'partly-handed-over', 'returned', 'cancelled');
