import type { CourierStop } from '../../../worker/api/stops/answers.ts'

/** A name as long as one may be. */
export const LONG_NAME = 'Мария-Антуанетта Константинопольская '.repeat(6).slice(0, 200)

export const POINT = {
  id: 'p1',
  name: 'Relais Tabac des Brotteaux et de la place Jules-Ferry',
  kind: 'point' as const,
  address: '3 place Jules-Ferry, 69006 Lyon',
  hours: 'Mo-Fr 09:00-19:00; Sa 10:00-16:00',
}

export const WORDS =
  'По поручению отправителя я не могу отдать посылку без секретного кода. Она будет ждать вас в пункте выдачи рядом, где её выдадут по документу, удостоверяющему личность.'

/** Parcels in the vehicle, whose labels differ at their ends alone. */
export const parcels = (count: number): CourierStop['parcels'] =>
  Array.from({ length: count }, (_, n) => ({
    label: `501-0001234${String(n).padStart(2, '0')}`,
    place: 'vehicle' as const,
    declared: false,
  }))

/** What makes a stop's screens long: its name, twelve parcels, a point, the words to say and those of the visit. */
export const LONG_STOP: Partial<CourierStop> = {
  recipientName: LONG_NAME,
  accepts: ['pin', 'qr', 'link'],
  parcels: parcels(12),
  point: POINT,
  words: WORDS,
  visitWords: ['незабудка', 'одуванчик'],
}
