import { expect, test } from 'vitest'
import { render } from '../../worker/channels/message.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { guard } from '../../worker/texts/guard.ts'
import { atTheDoor, POINT } from '../domain/given.ts'

/** Returns a shipment that is on its way to its point after NL. */
function underway(locale: 'ru' | 'fr' | 'en'): Shipment {
  const held: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }
  let shipment: Shipment | null = null
  for (const fact of [...atTheDoor('kse', { locale }), held]) shipment = settle(shipment, fact, 1000).after
  return shipment as Shipment
}

test.each([
  ['ru', 'едет в «', /курьер/i],
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
      guard,
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

test.each([
  ['ru', 'Меняют ваш контакт!', 'Запрошена смена вашего контакта'],
  ['fr', 'On veut changer vos coordonnées', 'Quelqu’un a demandé d’envoyer vos messages ailleurs'],
  ['en', 'Somebody asked to change your contact', 'Somebody asked to send your messages elsewhere'],
] as const)(
  'R9: while another contact is asked for, every message says so, in a contract’s own words too: %s',
  (locale, short, long) => {
    const contacts = { hasPhone: true, hasEmail: true }
    const asked: Fact = { type: 'contact-change-requested', requestedBy: 'anna', contacts }
    for (const wording of [{}, { [locale]: { resend: 'Voilà.\n{link}' } }]) {
      const before = underway(locale)
      const shipment = settle({ ...before, policy: { ...before.policy, wording } }, asked, 2000).after
      for (const cause of ['resend', 'ready', 'reminder', 'held', 'receipt'] as const) {
        const given = {
          guard,
          id: '1',
          to: '+33612345678',
          pin: null,
          qr: null,
          link: 'https://sesame.example/r#x',
        }
        const order = { cause, channels: ['sms' as const], secret: false }
        for (const [channel, words] of [
          ['sms', short],
          ['email', long],
        ] as const) {
          expect(render(order, channel, { ...given, shipment }).text).toContain(words)
          expect(render(order, channel, { ...given, shipment: before }).text).not.toContain(words)
        }
      }
    }
  },
)
