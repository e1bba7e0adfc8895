-- What became of each visit, as JSON, so that a day's figures are summed up without asking any shipment.
ALTER TABLE shipments ADD COLUMN visits TEXT;
-- The recipient's name, folded: all its words, and the one it is found by. Personal data: both go with the name.
ALTER TABLE shipments ADD COLUMN surname TEXT;
ALTER TABLE shipments ADD COLUMN name_words TEXT;
-- The one entry that a search by name costs each shipment; docs/decisions says what pays for it.
CREATE INDEX shipments_by_surname ON shipments (surname, announced_at, id) WHERE surname IS NOT NULL;
-- Exceptional ones of one contract: no entry for what ends well.
CREATE INDEX shipments_exceptional_of ON shipments (contract_id, state, announced_at, id)
  WHERE state IN ('held', 'refused', 'at-depot', 'partly-handed-over', 'returned', 'cancelled');

-- Figures of visits by day, contract and courier, a row for each round: what was counted of it can be counted again.
CREATE TABLE visit_stats (
  day TEXT NOT NULL, contract_id TEXT NOT NULL, courier_id TEXT NOT NULL, round_id TEXT NOT NULL,
  -- Rounds of the days still underway are counted when asked for, not read from here.
  round_date TEXT NOT NULL,
  visits INTEGER NOT NULL, open INTEGER NOT NULL, unattended INTEGER NOT NULL, drop_offs INTEGER NOT NULL,
  firsts INTEGER NOT NULL, firsts_done INTEGER NOT NULL, partly INTEGER NOT NULL,
  door_pin INTEGER NOT NULL, door_qr INTEGER NOT NULL, door_link INTEGER NOT NULL,
  door_identity INTEGER NOT NULL, door_ordinary INTEGER NOT NULL,
  counter_pin INTEGER NOT NULL, counter_qr INTEGER NOT NULL, counter_link INTEGER NOT NULL,
  counter_identity INTEGER NOT NULL, counter_ordinary INTEGER NOT NULL,
  held_no_code INTEGER NOT NULL, held_wrong_code INTEGER NOT NULL,
  failed_absent INTEGER NOT NULL, failed_refused INTEGER NOT NULL, failed_address INTEGER NOT NULL,
  failed_damaged INTEGER NOT NULL, stopped_by_claim INTEGER NOT NULL,
  wrong_0 INTEGER NOT NULL, wrong_1 INTEGER NOT NULL, wrong_2 INTEGER NOT NULL,
  wrong_3 INTEGER NOT NULL, wrong_4 INTEGER NOT NULL, wrong_5 INTEGER NOT NULL,
  within_15 INTEGER NOT NULL, within_30 INTEGER NOT NULL, within_60 INTEGER NOT NULL, within_120 INTEGER NOT NULL,
  within_180 INTEGER NOT NULL, within_300 INTEGER NOT NULL, within_600 INTEGER NOT NULL,
  within_1200 INTEGER NOT NULL, within_1800 INTEGER NOT NULL, within_3600 INTEGER NOT NULL, longer INTEGER NOT NULL,
  sms INTEGER NOT NULL, email INTEGER NOT NULL, messenger INTEGER NOT NULL,
  claims INTEGER NOT NULL, violations INTEGER NOT NULL,
  PRIMARY KEY (day, contract_id, courier_id, round_id)
) WITHOUT ROWID;
CREATE INDEX visit_stats_by_round ON visit_stats (round_id);

-- How far something that goes on piece by piece has come.
CREATE TABLE progress (name TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;

-- Lists that read more than their page: each entry is of something exceptional, or of a point's shelf.
CREATE INDEX violations_by_provider ON violations (provider_id, at, id);
CREATE INDEX violations_by_state ON violations (state, at, id);
CREATE INDEX holds_by_end ON holds (point_id, COALESCE(until, '9999'), shipment_id);
