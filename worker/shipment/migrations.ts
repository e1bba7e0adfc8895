/** The storage of a new shipment. What older storage lacks of it, `MIGRATIONS` add; a test holds the two together. */
export const SCHEMA = `CREATE TABLE events (
     seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_role TEXT NOT NULL, by_id TEXT NOT NULL,
     fact TEXT NOT NULL, bound TEXT, hash TEXT NOT NULL,
     key TEXT, print TEXT, answer TEXT, owed TEXT
   );
   CREATE TABLE personal (seq INTEGER PRIMARY KEY, kinds TEXT NOT NULL);
   CREATE TABLE retries (
     about INTEGER NOT NULL, cause TEXT NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL,
     PRIMARY KEY (about, cause, channel)
   ) WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`

/**
 * Append-only: what brings a shipment's storage of any earlier day up to date when it is next touched. A step was taken
 * where the column of `events` exists that it adds: a row that counted steps, or the steps taken on new storage too,
 * would be one row more written for every shipment.
 */
export const MIGRATIONS: readonly { adds: string; sql: string }[] = [
  { adds: 'owed', sql: 'ALTER TABLE events ADD COLUMN owed TEXT;' },
]
