import { randomBytes } from 'node:crypto'
import type { Address, Contact, Recipient } from '../api/common.ts'
import { dataKindOf } from '../domain/retention.ts'
import { DATA_KINDS, type DataKind } from '../domain/terms.ts'
import type { PersonalInput } from '../objects/call.ts'
import { bindingHash } from '../security/chain.ts'
import { ERASED } from '../views/recipient-data.ts'

/**
 * Personal data of one event by kind, each with the salt that binds it. Data and salt are erased together.
 */
type StoredPersonalData = Record<string, { salt: string; data: unknown }>

/** Kinds of personal data that are text for whoever reads the log. */
const NOTES = ['reason', 'comment', 'claim']
const SALT_BYTES = 16

/** The personal data that stands beside events. Every method is synchronous, and the caller opens the transaction. */
export class PersonalData {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  keep(seq: number, personalData: PersonalInput): Record<string, string> | null {
    const bound: Record<string, string> = {}
    const kept: StoredPersonalData = {}
    for (const [kind, data] of Object.entries(personalData)) {
      if (data === undefined) continue
      const salt = randomBytes(SALT_BYTES)
      bound[kind] = bindingHash(salt, data)
      kept[kind] = { salt: salt.toString('base64url'), data }
    }
    if (Object.keys(kept).length === 0) return null
    this.#sql.exec('INSERT INTO personal VALUES (?, ?)', seq, JSON.stringify(kept))
    return bound
  }

  #storedAt(seq: number): StoredPersonalData {
    const [row] = this.#sql.exec<{ kinds: string }>('SELECT kinds FROM personal WHERE seq = ?', seq).toArray()
    return row ? (JSON.parse(row.kinds) as StoredPersonalData) : {}
  }

  /** Returns personal data of one kind from one event, or null once it is erased. */
  of<T>(seq: number, kind: string): T | null {
    return (this.#storedAt(seq)[kind]?.data as T | undefined) ?? null
  }

  #stored(): { seq: number; kept: StoredPersonalData }[] {
    return this.#sql
      .exec<{ seq: number; kinds: string }>('SELECT seq, kinds FROM personal ORDER BY seq')
      .toArray()
      .map(({ seq, kinds }) => ({ seq, kept: JSON.parse(kinds) as StoredPersonalData }))
  }

  /** Returns the kinds of which anything is left. */
  keptKinds(): DataKind[] {
    const left = new Set(this.#stored().flatMap(({ kept }) => Object.keys(kept).map(dataKindOf)))
    return DATA_KINDS.filter((kind) => left.has(kind))
  }

  /**
   * Erases data of these kinds with its salts, wherever it is stored (R31). What stays in the log is then a
   * hash against which nobody can test a guess. The announcement's fingerprint goes as well, because it is
   * made over the same data.
   */
  erase(kinds: readonly DataKind[]): void {
    for (const { seq, kept } of this.#stored()) {
      const left = Object.entries(kept).filter(([stored]) => !kinds.includes(dataKindOf(stored)))
      if (left.length === Object.keys(kept).length) continue
      if (seq === 1) this.#sql.exec('UPDATE events SET key = NULL, print = NULL, answer = NULL WHERE seq = 1')
      if (left.length === 0) this.#sql.exec('DELETE FROM personal WHERE seq = ?', seq)
      else
        this.#sql.exec(
          'UPDATE personal SET kinds = ? WHERE seq = ?',
          JSON.stringify(Object.fromEntries(left)),
          seq,
        )
    }
  }

  /**
   * Returns who the shipment is for, as far as that is not erased, or null once nothing is left.
   * `contactFrom` is the event beside which their contact is stored (R9).
   */
  recipient(contactFrom: number): Recipient | null {
    const { address, ...announced } = this.#storedAt(1)
    const { contact } = this.#storedAt(contactFrom)
    const name = contactFrom === 1 ? announced.name : (this.#correctedName(contactFrom) ?? announced.name)
    if (!name && !contact && !address) return null
    return {
      ...ERASED,
      ...(name?.data as Pick<Recipient, 'name' | 'kind'> | undefined),
      ...(contact?.data as Pick<Recipient, 'phone' | 'email'> | undefined),
      ...(address && { address: address.data as Address }),
    }
  }

  /** Returns the name that a correction of the recipient put in place of the announced one (R41). */
  #correctedName(contactFrom: number): StoredPersonalData[string] | undefined {
    const until = this.#stored().filter(({ seq }) => seq > 1 && seq <= contactFrom)
    return until.findLast(({ kept }) => kept.name)?.kept.name
  }

  /** Returns name, kind and contact of the recipient, or null once any of them is erased. */
  wholeRecipient(contactFrom: number): Omit<Recipient, 'address'> | null {
    const contact = this.of<Contact>(contactFrom, 'contact')
    const recipient = contact && this.recipient(contactFrom)
    return recipient && recipient.name !== '' ? { ...recipient, ...contact } : null
  }

  /**
   * Removes what is stored beside one event. What the event asked for is decided, and nobody needs the data.
   */
  forget(seq: number): void {
    this.#sql.exec('DELETE FROM personal WHERE seq = ?', seq)
  }

  /** Returns what is stored beside each event and not erased, by kind. */
  all(): { seq: number; data: Record<string, unknown> }[] {
    return this.#stored().map(({ seq, kept }) => ({
      seq,
      data: Object.fromEntries(Object.entries(kept).map(([kind, { data }]) => [kind, data])),
    }))
  }

  /** Returns what is stored beside one event and not erased, by kind. */
  at(seq: number): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#storedAt(seq)).map(([kind, { data }]) => [kind, data]))
  }

  /** Returns what people wrote beside an event, by kind. */
  notes(seq: number): Record<string, string> {
    const texts = Object.entries(this.#storedAt(seq)).flatMap(([kind, { data }]) =>
      NOTES.includes(kind) && typeof data === 'string' ? [[kind, data] as const] : [],
    )
    return Object.fromEntries(texts)
  }
}
