/** Append-only: a shipment's storage is brought up to date when it is next touched. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE events (
     seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_role TEXT NOT NULL, by_id TEXT NOT NULL,
     fact TEXT NOT NULL, bound TEXT, hash TEXT NOT NULL,
     key TEXT, print TEXT, answer TEXT
   );
   CREATE TABLE personal (seq INTEGER PRIMARY KEY, kinds TEXT NOT NULL);
   CREATE TABLE retries (
     about INTEGER NOT NULL, cause TEXT NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL,
     PRIMARY KEY (about, cause, channel)
   ) WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
]
