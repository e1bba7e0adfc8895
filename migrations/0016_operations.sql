-- A write whose steps lie in several stores is claimed before its first step: its key, and what it is about to do. Who
-- finds it unfinished goes on with it. A row without an answer (status 0) is claimed; finished, it does nothing more.
ALTER TABLE answers ADD COLUMN intent TEXT;
CREATE INDEX answers_unfinished ON answers (key) WHERE intent IS NOT NULL;
