import { decodeTable, type Encoding } from './encodings.ts'
import { type ImportTable, notRead, readTable } from './table.ts'

export interface ReadImport extends ImportTable {
  /** Null where nothing was read. */
  encoding: Encoding | null
}

/**
 * Reads a file as the API and the screen both do. `country`: that of the contract, for cells that say none.
 * `pays`: the contract has recipients pay. What
 * cannot be read at all is a table with a fault and without entries.
 */
export function readImport(
  bytes: Uint8Array,
  contractId: string,
  country: string | null,
  pays = true,
): ReadImport {
  const decoded = decodeTable(bytes)
  if ('fault' in decoded) return { ...notRead(decoded.fault), encoding: null }
  return { ...readTable(decoded.text, contractId, country, pays), encoding: decoded.encoding }
}
