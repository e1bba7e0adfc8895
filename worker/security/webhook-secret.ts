import { createHmac } from 'node:crypto'
import { type KeyRing, keyOf } from './keys.ts'

/** How long the former secret still signs beside the new one after a rotation. */
const ROTATION_MS = 24 * 3_600_000

/** The stored form of one version of an endpoint's secret. */
export interface SecretVersion {
  version: number
  /** The key from which it is derived. The key must stay until the endpoint has been rotated away from it. */
  kid: string
  /** Until when it signs beside its successor, in ms; null for the current version. */
  until: number | null
}

/**
 * Derives the text of a version's secret. It is derived whenever it is shown or signs, so no row holds it.
 */
export function secretText(
  ring: KeyRing,
  webhookId: string,
  { version, kid }: Pick<SecretVersion, 'version' | 'kid'>,
): string {
  // A JSON array of strings and numbers has only one spelling, so no two lists of fields give the same bytes.
  const fields = JSON.stringify(['webhook/v1', webhookId, version])
  return `whsec_${createHmac('sha256', keyOf(ring, kid)).update(fields).digest('base64')}`
}

/** Returns the versions that sign now, newest first. */
export const signing = (versions: readonly SecretVersion[], now: number): SecretVersion[] =>
  versions.filter(({ until }) => until === null || until > now)

/** Adds a new version in front; the one before still signs for a day. */
export function rotated(versions: readonly SecretVersion[], kid: string, now: number): SecretVersion[] {
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1
  const before = signing(versions, now).map((one) => ({ ...one, until: one.until ?? now + ROTATION_MS }))
  return [{ version, kid, until: null }, ...before]
}
