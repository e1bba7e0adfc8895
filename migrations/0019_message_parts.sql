-- Calls, and the parts in which texts are charged. Until now a text counted as one part.
ALTER TABLE visit_stats ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit_stats ADD COLUMN sms_parts INTEGER NOT NULL DEFAULT 0;
UPDATE visit_stats SET sms_parts = sms;
