-- The zone that the last day of a hold is counted in: a point without one leaves it to the contract.
ALTER TABLE holds ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC';
