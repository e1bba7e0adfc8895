import { createHmac } from 'node:crypto'
import { type KeyRing, keyOf } from './keys.ts'

/** How long both secrets sign after a rotation. */
const ROTATION_MS = 24 * 3_600_000

/** One version of an endpoint's secret; what is stored of it. */
export interface SecretVersion {
  version: number
  /** The key it is derived under. It has to stay until the endpoint was rotated away from it. */
  kid: string
  /** Until when it still signs beside its successor, in ms; null: the current one. */
  until: number | null
}

/** The text of a version's secret, derived whenever it is shown or signs: no row holds it. */
export function secretText(
  ring: KeyRing,
  webhookId: string,
  { version, kid }: Pick<SecretVersion, 'version' | 'kid'>,
): string {
  // A JSON array of texts and numbers has one spelling only, so no two field lists are the same bytes.
  const fields = JSON.stringify(['webhook/v1', webhookId, version])
  return `whsec_${createHmac('sha256', keyOf(ring, kid)).update(fields).digest('base64')}`
}

/** Versions that sign now, newest first. */
export const signing = (versions: readonly SecretVersion[], now: number): SecretVersion[] =>
  versions.filter(({ until }) => until === null || until > now)

/** A new version in front; the one before signs on for a day. */
export function rotated(versions: readonly SecretVersion[], kid: string, now: number): SecretVersion[] {
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1
  const before = signing(versions, now).map((one) => ({ ...one, until: one.until ?? now + ROTATION_MS }))
  return [{ version, kid, until: null }, ...before]
}
