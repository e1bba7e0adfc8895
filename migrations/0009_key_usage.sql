-- What an API key did, by day (UTC). Added up in memory and written every few seconds, never a row a call.
CREATE TABLE key_usage (
  key_id TEXT NOT NULL, day TEXT NOT NULL, calls INTEGER NOT NULL, refused INTEGER NOT NULL,
  PRIMARY KEY (key_id, day)
) WITHOUT ROWID;
