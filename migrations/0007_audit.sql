-- What dispatchers did (or tried): one row a write, begun before it is carried out. No index: filters look through a
-- bounded stretch, so that an act costs one row. Rows are added and completed once; nothing changes or deletes them.
CREATE TABLE audit (
  at INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, method TEXT NOT NULL,
  -- The route's pattern and the ids that stood in its place holders: never a body, a name or a code.
  route TEXT NOT NULL, ids TEXT NOT NULL,
  -- Null: no answer left, so nobody knows whether it happened.
  status INTEGER,
  PRIMARY KEY (at, id)
) WITHOUT ROWID;

-- When a person last used a session, to the hour. Null: never signed in.
ALTER TABLE people ADD COLUMN last_seen_at TEXT;
