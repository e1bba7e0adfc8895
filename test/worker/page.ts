import type { Client } from '../../scripts/client.ts'

export const NAMED = { signature: { typedName: 'Camille Renaud' } }

/** Opens a link on a phone that may have opened this link, or another one, before. */
export const exchange = (phone: Client, link: string) =>
  phone.post('/api/session', { token: link.split('#')[1] ?? '' })

export const scan = (phone: Client, path: string, label: string, by = 'camera') =>
  phone.post(`${path}/scan`, { label, by })

/** Scans, declares no claims and signs, and returns the answer of finishing. */
export async function finish(phone: Client, path: string, labels: string[]) {
  for (const label of labels) await phone.must('POST', `${path}/scan`, { label, by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  return phone.must('POST', `${path}/finish`, NAMED)
}
