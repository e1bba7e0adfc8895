import { expect, test } from 'vitest'
import { render } from '../../worker/channels/message.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { smsParts } from '../../worker/domain/sms-parts.ts'
import { guard } from '../../worker/texts/guard.ts'
import { announced } from '../domain/given.ts'

const contacts = { hasPhone: true, hasEmail: true }
/** The names have the longest length allowed, and the link has the length of a real one. */
const LINK = `https://sesame.example/r#${'x'.repeat(14)}.${'x'.repeat(14)}`
const NAMES = {
  ru: { carrier: 'Курьер Сервис Экспресс 1', sender: 'Дом книги на Литейном 12' },
  fr: { carrier: 'Livraison Sécurisée Lyon', sender: 'Maison Lefèvre et Filles' },
  en: { carrier: 'Harbour Parcels & Co Ltd', sender: 'Harbour Books and Papers' },
}
const REQUESTED: Fact[] = [
  { type: 'cancelled' },
  { type: 'label-requested', requestedBy: 'anna', labels: ['PARCEL-1'], to: 'next', reasons: ['recipient'] },
]
const CORRECTED: Fact = {
  type: 'recipient-corrected',
  contacts,
  contact: true,
  was: { from: 1, ...contacts },
}

test.each(['ru', 'fr', 'en'] as const)(
  'R41: the news fit into two SMS, and hold a link only where it stops something: %s',
  (locale) => {
    const first = { ...settle(null, announced('kse', { locale }), 1).after, ...NAMES[locale] }
    const given = { guard, id: '1', to: '+33612345678', pin: null, qr: null }
    const textAfter = (facts: Fact[], link: string | null) => {
      const shipment = facts.reduce((state, fact) => settle(state, fact, 2).after, first)
      const order = shipment.unsent.at(facts.length > 1 ? -1 : 0)?.order
      if (!order) throw new Error('nothing is told')
      return { order, text: render(order, 'sms', { ...given, shipment, link }).text }
    }
    const asked = textAfter(REQUESTED, LINK)
    expect(asked.order.cause).toBe('label-change')
    expect(asked.text).toContain(LINK)
    expect(smsParts(asked.text).parts.length, asked.text).toBeLessThanOrEqual(2)
    const corrected = textAfter([CORRECTED], null)
    expect(corrected.order).toMatchObject({ cause: 'corrected', to: 1 })
    expect(corrected.text).not.toContain('http')
    expect(smsParts(corrected.text).parts.length, corrected.text).toBeLessThanOrEqual(2)
  },
)
