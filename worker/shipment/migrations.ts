/**
 * The tables of a new shipment's storage. `MIGRATIONS` adds to older storage what it lacks. A test checks
 * that both lead to the same tables.
 */
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
 * Steps that bring a shipment's older storage up to date when it is next touched. The list is append-only. A
 * step was taken if the column of `events` that it adds exists. To count steps in a row, or to take them on
 * new storage too, would cost every shipment one more written row.
 */
export const MIGRATIONS: readonly { adds: string; sql: string }[] = [
  { adds: 'owed', sql: 'ALTER TABLE events ADD COLUMN owed TEXT;' },
]
