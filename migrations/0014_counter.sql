-- A counter finds what it has by the recipient's name (R28): folded, gone with the row when the hold ends, and on erasure.
ALTER TABLE holds ADD COLUMN surname TEXT;
ALTER TABLE holds ADD COLUMN name_words TEXT;
-- What is still on its way is found by nothing.
UPDATE holds SET phone_tail = '' WHERE here = 0;
