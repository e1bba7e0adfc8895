import { expect, test } from 'vitest'
import {
  atTheDoor,
  COURIER,
  courier,
  given,
  NOW,
  OTHER_COURIER,
  onRound,
  onTheRoad,
  POINT,
  phone,
  wrongCodes,
} from './given.ts'

const ORDINARY = { kind: 'business' } as const
const DROP_OFF = { destination: POINT }

test('R15: a secured shipment is never delivered against a signature alone', () => {
  for (const profile of ['kse', 'chronopost'] as const) {
    for (const story of [
      onRound(profile),
      onTheRoad(profile),
      atTheDoor(profile),
      [...atTheDoor(profile), ...wrongCodes(5)],
    ])
      given(story).when(courier.deliver()).refuses('secured')
  }
})

test('R15: an ordinary one is, and takes no proof', () => {
  const story = given(atTheDoor('kse', ORDINARY)).when(courier.deliver())
  story.answers({ outcome: 'handed-over', code: 'SIGN' }).records({ proof: 'ordinary', signed: 'drawn' })
  for (const command of [courier.code('never compared'), courier.noCode(), courier.identity()])
    given(atTheDoor('kse', ORDINARY)).when(command).refuses('not-secured')
  given(atTheDoor('kse', ORDINARY)).when(phone.scan()).refuses('not-secured')
})

test('R15: no courier acts at another’s stop', () => {
  const courierId = OTHER_COURIER
  const commands = [
    courier.arrive({ courierId }),
    courier.noCode({ courierId }),
    courier.identity({ courierId }),
    courier.fail({ courierId }),
    courier.deliver({ courierId }),
  ]
  for (const command of commands) given(atTheDoor('kse'), wrongCodes(5)).when(command).refuses('not-found')
})

test('R15: a drop-off takes no proof at the stop; the point’s receipt ends it', () => {
  for (const command of [
    courier.code('never compared'),
    courier.noCode(),
    courier.identity(),
    courier.send(),
  ])
    given(atTheDoor('kse', DROP_OFF)).when(command).refuses('drop-off')
  given(atTheDoor('kse', DROP_OFF)).when(phone.scan()).refuses('drop-off')
  given(atTheDoor('kse', { ...ORDINARY, ...DROP_OFF }))
    .when(courier.deliver())
    .refuses('drop-off')
})

test('R15: a stop moved on the road is the new courier’s alone, who has to arrive', () => {
  const story = given(atTheDoor('kse'), { type: 'no-code-declared' }).when({
    type: 'move',
    roundId: 'round-2',
    courierId: OTHER_COURIER,
  })
  story.when(courier.code('never compared')).refuses('not-found')
  story.when(courier.code('never compared', { courierId: OTHER_COURIER })).refuses('not-arrived')
  story
    .when(courier.arrive({ courierId: OTHER_COURIER }))
    .when(courier.identity({ courierId: OTHER_COURIER }))
    .refuses('not-yet')
})

test('R15: what is withdrawn or cancelled on the road is handed over no more', () => {
  for (const end of [{ type: 'withdraw', roundId: 'round-1' }, { type: 'cancel' }] as const) {
    const story = given(atTheDoor('kse', { parcels: 2 })).when(end)
    story.when(courier.code('never compared')).answers({ outcome: 'closed' }).records()
    story.when(courier.identity()).refuses('stop-closed')
    expect(story.after.parcels.map((parcel) => parcel.place)).toEqual(['vehicle', 'vehicle'])
  }
})

test('R15: a round is dispatched once, and again only as a repetition', () => {
  const dispatch = { type: 'dispatch', roundId: 'round-1', courierId: COURIER, point: POINT } as const
  given(onRound('kse')).when(dispatch).records({ type: 'dispatched' }).when(dispatch).records()
  given(onRound('kse'))
    .when({ ...dispatch, roundId: 'round-9' })
    .refuses('wrong-round')
})

test('R6: the recipient chooses: the code told to the courier, or the own phone', () => {
  given(atTheDoor('kse')).when(courier.code('right')).records({ proof: 'pin' })
  given(atTheDoor('kse'))
    .when(phone.scan())
    .when(phone.noClaims())
    .when(phone.finish())
    .records({ proof: 'link' })
})

test('R6: a proof that the policy does not accept is refused, free', () => {
  given(atTheDoor('kse'))
    .when(courier.code('never compared', { proof: 'qr' }))
    .refuses('not-accepted')
  given(atTheDoor('chronopost')).when(phone.scan()).refuses('not-accepted')
  for (const command of [phone.noClaims(), phone.finish()])
    given(atTheDoor('chronopost')).when(command).refuses('not-accepted')
})

const MINUTES = 60_000
const send = { type: 'send', what: 'code' } as const

test('R8: three messages on demand in all, whoever asks', () => {
  given(atTheDoor('kse'))
    .when(send, NOW)
    .records({ type: 'sent-on-demand' })
    .when(courier.send('link'), NOW + 2 * MINUTES)
    .records({ type: 'sent-on-demand' })
    .when(send, NOW + 4 * MINUTES)
    .records({ type: 'sent-on-demand' })
    .when(courier.send('link'), NOW + 60 * MINUTES)
    .refuses('resend-limit')
})

test('R8: two minutes apart', () => {
  const story = given(onTheRoad('kse')).when(send, NOW)
  story.when(send, NOW + 2 * MINUTES - 1).refuses('resend-too-soon')
  story.when(send, NOW + 2 * MINUTES).records({ type: 'sent-on-demand' })
})

test('R8: a message on demand gives no attempt back, and none is sent once codes are closed', () => {
  const story = given(atTheDoor('kse'), wrongCodes(4)).when(courier.send('code'))
  expect(story.after.evaluated).toBe(4)
  story.when(courier.code('wrong')).answers({ outcome: 'identity', left: 0 })
  given(atTheDoor('kse'), wrongCodes(5)).when(courier.send('code')).refuses('codes-closed')
  given(atTheDoor('kse'), wrongCodes(5)).when(courier.send('link')).records({ what: 'link' })
})

test('R8: nothing to send for an ordinary, an ended or a dropped-off shipment, or a code after NL', () => {
  given(onTheRoad('kse', ORDINARY)).when(send).refuses('not-secured')
  given(atTheDoor('kse')).when(courier.code('right')).when(send).refuses('shipment-over')
  given(onTheRoad('kse', DROP_OFF)).when(send).refuses('drop-off')
  given(atTheDoor('chronopost')).when(courier.noCode()).when(send).refuses('codes-closed')
})
