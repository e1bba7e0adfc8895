-- Who made whom: every act that creates, invites, recovers or adds to an account is an edge, and none replaces another
-- (R9). An act that is repeated by the same person keeps the time of its last. 'vouched' is the operator's word.
CREATE TABLE ancestry (
  person_id TEXT NOT NULL, by_id TEXT NOT NULL, act TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (person_id, by_id, act)
) WITHOUT ROWID;
-- What was kept so far: of each person the first who invited them. Repeated invitations of before are not known.
INSERT INTO ancestry (person_id, by_id, act, at)
  SELECT id, invited_by, 'invited', CAST(strftime('%s', created_at) AS INTEGER) * 1000
  FROM people WHERE invited_by IS NOT NULL AND invited_by <> 'operator';

-- What waits for a second, independent person. A shipment's requests are decided in its object, and found here.
CREATE TABLE requests (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, asked_by TEXT NOT NULL,
  -- 'open', 'agreed', 'declined', 'withdrawn' or 'lapsed'
  state TEXT NOT NULL, lapses_at INTEGER,
  shipment_id TEXT, waybill TEXT, contract_id TEXT, person_id TEXT,
  -- Of whom the one who decides has to be independent, as JSON.
  apart TEXT NOT NULL,
  -- What takes effect, where it is the registry's; a shipment keeps its own.
  body TEXT,
  decided_by TEXT, decided_at INTEGER
) WITHOUT ROWID;
CREATE INDEX requests_open ON requests (at, id) WHERE state = 'open';
CREATE INDEX requests_by_time ON requests (at, id);

-- When a label was reserved: one whose announcement never came about is free again after a while (R41).
ALTER TABLE labels ADD COLUMN reserved_at INTEGER;

-- Who issued, refused or received at a point, so that new hands are told from known ones (R42).
ALTER TABLE register ADD COLUMN by_id TEXT;
-- A keyed fingerprint of the recipient's contact: tells ten different ones apart (R42). It goes with the name.
ALTER TABLE shipments ADD COLUMN contact_print TEXT;
-- When somebody last questioned how it was handed over: a claim, "not me" (R42).
ALTER TABLE shipments ADD COLUMN questioned_at INTEGER;
