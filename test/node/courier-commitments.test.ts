import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isCommitted } from '../../web/courier/stop/commitments.ts'

const hash = (bits: string) => createHash('sha256').update(bits).digest('base64url')
const [CODE, RECEIPT, SECOND] = ['A', 'B', 'C'].map((sign) => sign.repeat(22)) as [string, string, string]
const STOP = {
  shipmentId: 's1',
  commitments: { code: hash(CODE), receipts: [hash(RECEIPT), hash(SECOND)] },
}
const isRight = (text: string, stop = STOP) => isCommitted(stop, text)

test('R35: a code and each parcel’s receipt are known by what the round tells of them', async () => {
  expect(await isRight(`SESAME:1:s1:${CODE}`)).toBe(true)
  expect(await isRight(`SESAME:1R:s1:1:${RECEIPT}`)).toBe(true)
  expect(await isRight(`SESAME:1R:s1:2:${SECOND}`)).toBe(true)
})

test.each([
  ['another code', `SESAME:1:s1:${RECEIPT}`],
  ['another stop’s', `SESAME:1:s2:${CODE}`],
  ['a receipt of another parcel', `SESAME:1R:s1:1:${SECOND}`],
  ['a receipt of no parcel', `SESAME:1R:s1:0:${RECEIPT}`],
  ['a receipt beyond the last', `SESAME:1R:s1:9:${RECEIPT}`],
  ['a code in a receipt’s place', `SESAME:1R:s1:1:${CODE}`],
  ['a label', '501-000123456'],
  ['nothing', ''],
  ['a prototype’s word', 'SESAME:1R:s1:constructor:x'],
])('R35: %s is not right', async (_what, text) => {
  expect(await isRight(text)).toBe(false)
})

test('R35: where the round tells nothing nothing is right', async () => {
  const stop = { shipmentId: 's1', commitments: { code: null, receipts: [] } }
  expect(await isRight(`SESAME:1:s1:${CODE}`, stop as never)).toBe(false)
  expect(await isRight(`SESAME:1R:s1:1:${RECEIPT}`, stop as never)).toBe(false)
})
