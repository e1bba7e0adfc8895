import { expect, test } from 'vitest'
import { render } from '../../worker/channels/message.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { evolve } from '../../worker/domain/evolve.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { atTheDoor, POINT } from '../domain/given.ts'

/** After NL, and not at the point yet. */
function underway(locale: 'ru' | 'fr' | 'en'): Shipment {
  const held: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }
  let shipment: Shipment | null = null
  for (const fact of [...atTheDoor('kse', { locale }), held]) shipment = evolve(shipment, fact, 1000)
  return shipment as Shipment
}

test.each([
  ['ru', 'едет в пункт', /курьер/i],
  ['fr', 'en route vers', /livreur/i],
  ['en', 'on its way to', /courier/i],
] as const)(
  'R28: sent on demand while it is underway: the point, and no word of the door: %s',
  (locale, words, door) => {
    const order = { cause: 'resend', channels: ['sms'], secret: true } as const
    const link = 'https://sesame.example/r#x'
    const message = render({ ...order, channels: ['sms'] }, 'sms', {
      id: '1',
      to: '+33612345678',
      shipment: underway(locale),
      pin: '12345',
      qr: null,
      link,
    })
    expect(message.text).toContain(words)
    expect(message.text).toContain(POINT.name)
    expect(message.text).toContain(link)
    expect(message.text).not.toMatch(door)
    expect(message.text).not.toContain('12345')
  },
)
