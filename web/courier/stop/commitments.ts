import type { CourierStop } from '../../../worker/api/stops/answers.ts'

/** Returns the SHA-256 of a text, base64url, as the round tells it. */
async function digest(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * Returns whether a scanned QR code is this stop's, or a receipt that of one of its parcels, as far as the round tells
 * (R35). A code of another version, told since the round was read, is "no": only the server knows better.
 */
export async function isCommitted(
  { shipmentId, commitments }: Pick<CourierStop, 'shipmentId' | 'commitments'>,
  text: string,
): Promise<boolean> {
  const parts = text.split(':')
  const [, kind, id] = parts
  const bits = parts.at(-1) ?? ''
  if (id !== shipmentId) return false
  if (kind === '1') return commitments.code !== null && commitments.code === (await digest(bits))
  const hash = commitments.receipts[Number(parts[3]) - 1]
  return kind === '1R' && hash !== undefined && hash === (await digest(bits))
}
