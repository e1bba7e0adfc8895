import * as wire from '../../wire/dispatcher.ts'
import { erase } from '../../wire/evidence.ts'
import { Done } from '../answers/common.ts'
import { Requested } from '../answers/requests.ts'
import { PersonalData } from '../answers/shipments.ts'
import { answer, json, type Operation } from '../operation.ts'
import { requestedExample } from './requests.ts'

const done = answer(Done, { outcome: 'done' })

/** What is kept of people beside a shipment's log, and how they are reached. */
export const PERSONAL: Operation[] = [
  {
    method: 'POST',
    path: '/api/shipments/:id/contact',
    tag: 'Shipments',
    summary: 'Ask for another contact',
    description:
      'A second, independent person has to agree (`POST /api/requests/:id/decide`). The old contact is told with a link to stop it; it takes effect 30 minutes after they were, with a new secret. What is not named stays as it is.',
    by: 'change-contact',
    body: json(wire.changeContact, { phone: '+33612345679' }),
    answers: { 202: answer(Requested, requestedExample, 'Asked for') },
    problems: ['shipment-over', 'on-a-round', 'claim-open', 'no-contact', 'contact-limit'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/contact/withdraw',
    tag: 'Shipments',
    summary: 'Take the request for another contact back',
    by: 'change-contact',
    body: json(wire.withdrawContact, {}),
    answers: { 200: done },
    problems: ['claim-open', 'no-contact-change'],
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/personal',
    tag: 'Shipments',
    summary: 'What is kept of people, and until when',
    description: 'Signatures and places only for dispatchers.',
    by: 'read-shipments',
    neverKept: true,
    answers: {
      200: answer(
        PersonalData,
        {
          kept: [{ kind: 'contact', until: '2026-12-22' }],
          refusal: null,
          events: [{ seq: 1, kinds: ['name', 'contact', 'address'] }],
        },
        'By kind and by event; `refusal` says why nothing can be erased now',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/photos/:photoId',
    tag: 'Shipments',
    summary: 'A photo of a claim',
    description: 'Its id stands beside the claim (`…/personal`). Nothing but the picture is kept of it.',
    by: 'read-shipments',
    neverKept: true,
    answers: {
      200: { description: 'The photo', content: [{ type: 'image/jpeg' }, { type: 'image/png' }] },
    },
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/erase',
    tag: 'Shipments',
    summary: 'Erase personal data',
    description:
      'Absent `kinds`: all of them. The chain of events stays whole, and the erasure is one of them.',
    by: 'erase',
    body: json(erase, { kinds: ['contact'], reason: 'The recipient asked' }),
    answers: { 200: done },
    problems: ['claim-open', 'not-over', 'claims-possible', 'violation-open'],
  },
]
