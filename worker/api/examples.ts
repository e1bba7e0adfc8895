/** The ids that several examples share, so that together they show one believable delivery. */
export const SHIPMENT = 'v8M2rK0bTq3nXw5yZc1dAe'
export const WAYBILL = 'XY746876977FR'
export const ROUND = 'q1W2e3R4t5Y6u7I8o9P0aS'
export const COURIER = '6f1c1a52-3f0e-4a52-9d43-4b2c6d0f7a11'
export const POINT = '0d7a4f0c-9a55-4a7c-8a0b-0f4e6f1f2b33'
export const PROVIDER = 'b7e6a2d4-1f3c-4f0e-8f57-6b1c2d3e4f50'
export const PERSON = 'a3b5c7d9-2e4f-4a6b-8c0d-1e3f5a7b9c1d'
export const CONTRACT = 'maison-lumiere'
export const KEY_ID = '2c4e6a8b-0d1f-4b3d-9e5f-7a9b1c3d5e7f'
export const HASH = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg'
export const JWS = 'eyJhbGciOiJFZERTQSJ9.e30.c2ln'
export const T = {
  announced: '2026-11-22T08:05:12.000Z',
  arrived: '2026-11-22T10:14:03.000Z',
  done: '2026-11-22T10:15:41.000Z',
  until: '2026-12-06T09:00:00.000Z',
} as const
export const ADDRESS = {
  line1: '12 quai Perrache',
  city: 'Lyon',
  postcode: '69002',
  country: 'FR',
}
export const PLACED = { ...ADDRESS, lat: 45.7442, lon: 4.8215 }
export const POINT_INFO = {
  id: POINT,
  name: 'Relais Tabac des Brotteaux',
  kind: 'point' as const,
  address: '3 place Jules-Ferry, 69006 Lyon',
  hours: 'Mo-Sa 08:00-19:00',
  zone: 'Europe/Paris',
}
export const HOLD = {
  point: POINT_INFO,
  receivedAt: '2026-11-22T16:30:00.000Z',
  until: '2026-11-30',
  extended: false,
  accepts: ['identity' as const],
  attemptsLeft: 0,
}
/** A signature of one stroke: `[x, y, ms]` in CSS pixels. */
export const DRAWN = {
  strokes: [
    [
      [12, 40, 0],
      [48, 22, 60],
      [90, 41, 130],
    ] as [number, number, number][],
  ],
  width: 300,
  height: 150,
}
export const RECEIPT = {
  number: 'R-7GQ4-2MKD',
  at: T.done,
  proof: 'pin' as const,
  labels: [WAYBILL],
  of: 1,
}
