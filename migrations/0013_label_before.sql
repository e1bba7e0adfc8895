-- Whose a label was before it was reserved for another shipment, and by which announcement it was (R41): one that never
-- comes about must not take the protection of the shipment before with it, nor the label of a parallel one.
ALTER TABLE labels ADD COLUMN before_id TEXT;
ALTER TABLE labels ADD COLUMN reservation TEXT;
