-- Where in its shipment's log a stop was put on its round, or taken off: an operation that is finished late must not undo
-- what a later one did to the list. For the same reason one that is taken off before the round left keeps its row, as
-- 'removed', and is in no list.
ALTER TABLE stops ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
