import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  choosePoint,
  clerk,
  closeStop,
  dispatch,
  dropOff,
  held,
  OTHER_POINT,
  passTime,
  receiveAtDepot,
  received,
  schedule,
  underway,
  waiting,
  wrongAtCounter,
} from './at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  courier,
  type Given,
  given,
  missed,
  POINT,
  stateOf,
  wrongCodes,
} from './given.ts'

const TWO = { parcels: 2 } as const
/**
 * Returns the causes of the messages that the last command ordered, with `!` where the message tells the
 * secret.
 */
function told({
  after,
  facts,
}: Pick<ReturnType<ReturnType<typeof given>['when']>, 'after' | 'facts'>): string[] {
  const first = after.seq - facts.length
  return after.unsent
    .filter(({ about }) => about > first)
    .map(({ order }) => order.cause + (order.secret ? '!' : ''))
}
const when = (story: Fact[], command: Command) => told(given(story).when(command))

test('R5: ready, with the new code, when the point has received the parcel', () => {
  expect(when(underway('kse'), clerk.receive())).toEqual(['ready!'])
  expect(when([...dropOff('kse'), arrived], clerk.receive())).toEqual(['ready!'])
  expect(when([...dropOff('chronopost'), arrived], clerk.receive())).toEqual(['ready!'])
})

test('R28: after NL in chronopost "ready" tells no code: it is issued against a document', () => {
  expect(when(underway('chronopost'), clerk.receive())).toEqual(['ready'])
})

test('R5: several parcels are ready once, when all that is coming has come', () => {
  const first = given(underway('kse', TWO)).when(clerk.receive('PARCEL-1'))
  expect(told(first)).toEqual([])
  expect(told(first.when(clerk.receive('PARCEL-2')))).toEqual(['ready!'])
  const dropped = given(dropOff('chronopost', TWO), arrived).when(clerk.receive('PARCEL-2'))
  expect(told(dropped)).toEqual([])
  expect(told(dropped.when(clerk.receive('PARCEL-1')))).toEqual(['ready!'])
})

test('R5: scanned again or put on another shelf, it is no news', () => {
  expect(when(waiting('kse'), clerk.receive())).toEqual([])
  expect(when(waiting('kse'), clerk.receive('PARCEL-1', { shelf: 'B2' }))).toEqual([])
})

test('R5: what is there is not held back for what got lost, or came back to the depot', () => {
  const first = given(underway('kse', TWO)).when(clerk.receive('PARCEL-1'))
  expect(told(first.when(passTime('not-at-point')))).toEqual(['ready!'])
  expect(told(first.when(closeStop(['PARCEL-2'])).when(receiveAtDepot('PARCEL-2')))).toEqual(['ready!'])
  // The parcel turns up after all, so the hold is complete again and is announced again.
  expect(told(first.when(passTime('not-at-point')).when(clerk.receive('PARCEL-2')))).toEqual(['ready!'])
})

test('R24: what a counter issued in part leaves the rest ready, with its own code, at once', () => {
  expect(when(waiting('kse', TWO), clerk.code('right'))).toEqual(['receipt', 'ready!'])
  expect(when(waiting('kse', TWO), clerk.identity())).toEqual(['identity', 'ready!'])
  expect(when(waiting('kse'), clerk.identity())).toEqual(['identity'])
  const notAll = [...underway('kse', TWO), received('PARCEL-1')]
  expect(when(notAll, clerk.identity())).toEqual(['identity'])
})

test('R5: a reminder repeats what opens it, and no code that opens nothing', () => {
  expect(when(waiting('kse'), passTime('reminder'))).toEqual(['reminder!'])
  expect(when(waiting('chronopost'), passTime('reminder'))).toEqual(['reminder'])
  expect(when([...waiting('kse'), ...wrongAtCounter(5)], passTime('reminder'))).toEqual(['reminder'])
})

test('R5: a code no moment told is told at the latest when it is ready, on every channel', () => {
  const silent: Given = { policy: { moments: {} } }
  for (const story of [underway('kse', silent), dropOff('chronopost', silent)]) {
    const { after } = given(story).when(clerk.receive())
    expect(after.unsent.at(-1)?.order).toEqual({
      cause: 'ready',
      channels: after.policy.channels,
      secret: true,
    })
    expect(after.secretSent).toBe(after.secret)
  }
  expect(when(underway('chronopost', silent), clerk.receive())).toEqual([])
})

test('R14: the point is told at once, and again when it is another', () => {
  expect(when(atTheDoor('chronopost'), courier.noCode())).toEqual(['held'])
  expect(when(underway('kse'), choosePoint(OTHER_POINT))).toEqual(['held'])
  expect(when([...atTheDoor('kse'), missed, backAtDepot(['PARCEL-1'])], choosePoint(OTHER_POINT))).toEqual([
    'held',
  ])
})

test('R8: on demand while it is underway no code is told; at the point the new one is', () => {
  const link = { type: 'send', what: 'link' } as const
  expect(when(underway('kse'), link)).toEqual(['resend'])
  given(underway('kse')).when({ type: 'send', what: 'code' }).refuses('codes-closed')
  given(waiting('chronopost')).when({ type: 'send', what: 'code' }).refuses('codes-closed')
  expect(when(waiting('kse'), { type: 'send', what: 'code' })).toEqual(['resend!'])
  given(dropOff('kse')).when(link).refuses('drop-off')
  // Sending a link meanwhile does not count as having told the code.
  const later = given(underway('kse', { policy: { moments: {} } }))
    .when(link)
    .when(clerk.receive())
  expect(told(later)).toEqual(['ready!'])
})

test('R28: another visit after NL has a code of its own, told when it goes out again', () => {
  for (const profile of ['kse', 'chronopost'] as const) {
    const back = given(atTheDoor(profile), held(['PARCEL-1'], null)).when(receiveAtDepot('PARCEL-1'))
    const again = back.when(schedule()).when(dispatch())
    expect(again.after).toMatchObject({ secret: 2, secretSent: 2 })
    const causes = again.after.unsent.filter(({ order }) => order.secret).map(({ order }) => order.cause)
    expect(causes.at(-1)).toBe(profile === 'kse' ? 'released' : 'scheduled')
  }
})

test('R5: where neither code nor link opens anything any more, a new visit tells none', () => {
  const own: Given = { policy: { door: ['pin'], moments: { released: ['sms'] } } }
  const back = given(atTheDoor('kse', own), wrongCodes(5), missed).when(receiveAtDepot('PARCEL-1'))
  expect(told(back.when(schedule()).when(dispatch()))).toEqual(['released'])
})

test('R29: refused, sent back or at the end of storage the recipient hears of nothing to fetch', () => {
  for (const command of [clerk.refuse(), clerk.sendBack(), passTime('storage-end')])
    expect(when(waiting('kse'), command)).toEqual([])
})

test('R5: an ordinary shipment has no messages, wherever it is', () => {
  const own: Given = { kind: 'business' }
  for (const [story, command] of [
    [dropOff('kse', own), clerk.receive()],
    [[...dropOff('kse', own), received()], clerk.identity()],
    [[...dropOff('kse', own), received()], passTime('reminder')],
  ] as const)
    expect(when([...story], command)).toEqual([])
  expect(stateOf(dropOff('kse', own), received()).unsent).toEqual([])
})

test('R5: what comes to a depot for the first time while the rest waits at its point is no news, and tells no code', () => {
  const story = [announced('kse', { parcels: 2, destination: POINT })]
  const first = given(story).when(clerk.receive('PARCEL-1'))
  expect(told(first)).toEqual(['ready!'])
  expect(told(first.when(receiveAtDepot('PARCEL-2')))).toEqual([])
})

test('R5: a visit’s moments never tell the counter’s code: what may be told there is told by "ready"', () => {
  const story = [announced('kse', { parcels: 2, destination: POINT })]
  const there = given(story).when(clerk.receive('PARCEL-1'))
  for (const command of [schedule(), dispatch()])
    expect(told(there.when(command)).filter((cause) => cause !== 'ready!' && cause.endsWith('!'))).toEqual([])
})
