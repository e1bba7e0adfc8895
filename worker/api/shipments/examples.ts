import { COURIER, HASH, T, WAYBILL } from '../examples.ts'

export const EVENT = {
  seq: 7,
  at: T.done,
  receivedAt: T.done,
  type: 'handed-over',
  code: 'D7',
  parcels: [WAYBILL],
  by: { role: 'courier', id: COURIER },
  proved: ['secret' as const],
  data: { labels: [WAYBILL], of: 1, proof: 'pin', code: 'D7' },
  hash: HASH,
}
