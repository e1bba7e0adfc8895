import * as v from 'valibot'
import { CONTRACT, PLACED, SHIPMENT, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { LabelPending } from '../requests/answers.ts'
import { requestedExample } from '../requests/examples.ts'
import * as at from './addresses.ts'
import { Announced } from './answers.ts'
import * as body from './bodies.ts'
import { Imported, TableImported } from './imported.ts'

const announcement = {
  waybill: WAYBILL,
  contractId: CONTRACT,
  parcels: [{ label: WAYBILL }],
  recipient: {
    name: 'Camille Renaud',
    phone: '+33612345678',
    email: 'camille@example.org',
    kind: 'consumer' as const,
    locale: 'fr' as const,
    address: PLACED,
  },
  inPerson: true,
  reference: 'Commande 4711',
  instructions: 'Code de la porte 12B4, 3e étage',
  window: { from: '2026-12-01T08:00:00Z', to: '2026-12-01T11:00:00Z' },
}
const announced = {
  ...{ id: SHIPMENT, state: 'announced' as const, secured: true, reasons: [] },
  reach: { sms: true, email: true, voice: false },
}
export const announce = operation(at.announce, {
  tag: 'Shipments',
  summary: 'Announce a shipment',
  description:
    'The same waybill with the same content is the same shipment (200). Where the recipient or the contract does not allow secured hand-over it is announced as ordinary, with the reasons, or refused where the policy is mandatory. `reach` says how a message can reach the recipient under this contract. The phone is read as people write it, by the country and postcode of the address, and kept as E.164. A label that was scanned or sent out stays its recipient’s until it is handed over, or for 90 days after its last scan: for somebody else, as another kind or under weaker rules it is `label-known` for a key, and waits for a second person where a dispatcher announces it.',
  by: 'announce',
  body: json(body.announceShipment, announcement),
  phoneIn: 'recipient',
  answers: {
    200: answer(Announced, announced, 'It was announced before, with this very content'),
    201: answer(Announced, announced, 'Announced'),
    202: answer(
      LabelPending,
      { code: 'label-pending', ...requestedExample, request: `label:${SHIPMENT}:7` },
      'A label is protected for another recipient: it waits for a second person, and is then announced by itself',
    ),
  },
  problems: [
    'unknown-contract',
    'not-eligible',
    'waybill-taken',
    'label-taken',
    'label-known',
    'label-pending',
    'changed',
    'contact-limit',
  ],
})

export const bulk = operation(at.bulk, {
  tag: 'Shipments',
  summary: 'Announce up to a hundred shipments',
  description:
    'Each is checked on its own: one that is wrong holds none of the others back. A label that is another recipient’s is `label-known`; nothing is asked of a second person.',
  by: 'announce',
  body: json(body.bulkShipments, { shipments: [announcement] }),
  answers: {
    200: answer(
      Imported,
      {
        created: 1,
        known: 0,
        refused: 0,
        items: [{ line: 0, waybill: WAYBILL, outcome: 'created', id: SHIPMENT, secured: true }],
      },
      'What became of each; `line` counts from 0',
    ),
  },
})

export const importTable = operation(at.importTable, {
  tag: 'Shipments',
  summary: 'Announce shipments from a CSV file',
  description:
    'UTF-8, UTF-16 or what spreadsheets have saved in France and Russia, separated by `;`, `,`, `|` or tab, with a header in English, French or Russian; at most 512 kB and 100 shipments. A file whose letters cannot be told is refused. `warnings` name what was put right or passed over. Idempotent per waybill: the file may simply be sent again, so it takes no Idempotency-Key.',
  by: 'announce',
  keyless: true,
  query: { contract: { description: 'The contract of all lines', schema: v.string(), required: true } },
  body: {
    type: 'text/csv',
    example:
      'waybill;name;phone;address;city;postcode;country\r\nXY746876977FR;Camille Renaud;+33612345678;12 quai Perrache;Lyon;69002;FR\r\n',
  },
  answers: {
    200: answer(
      TableImported,
      {
        created: 0,
        known: 0,
        refused: 1,
        items: [
          {
            line: 2,
            waybill: WAYBILL,
            outcome: 'refused',
            errors: [{ column: 'phone', code: 'regex' }],
          },
        ],
        warnings: [{ line: 3, column: '', code: 'total-line' }],
      },
      'What became of each line; the header is line 1',
    ),
  },
})
