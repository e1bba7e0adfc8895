-- Payments and what went back of them (R30), as the shipments have them, and beside it what the provider's books say.
-- They are reconciled every day. Nothing here says who paid or what for.
CREATE TABLE payments (
  shipment_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  contract_id TEXT NOT NULL,
  waybill TEXT NOT NULL,
  -- The day on which it was begun, in the contract's zone.
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  provider TEXT NOT NULL,
  ref TEXT,
  state TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  -- What went back, and what still has to: owed, refused by the provider, or waiting for a second person.
  refunded INTEGER NOT NULL DEFAULT 0,
  owed INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL,
  -- What the provider had when it was asked last; null before.
  there_paid INTEGER,
  there_refunded INTEGER,
  checked_at INTEGER,
  -- Since when the two differ.
  differs_at INTEGER,
  PRIMARY KEY (shipment_id, number)
) WITHOUT ROWID;
CREATE INDEX payments_by_day ON payments (day, contract_id);
CREATE INDEX payments_by_time ON payments (provider, at);

-- How far the reading of a provider's books for a day came. `done_at` is null while pages are left.
CREATE TABLE reconciliations (
  provider TEXT NOT NULL,
  day TEXT NOT NULL,
  cursor TEXT,
  done_at INTEGER,
  PRIMARY KEY (provider, day)
) WITHOUT ROWID;
