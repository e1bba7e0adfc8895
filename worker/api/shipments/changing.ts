import { COURIER, POINT, ROUND } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { Requested } from '../requests/answers.ts'
import { requestedExample } from '../requests/examples.ts'
import * as at from './addresses.ts'
import { Rescheduled } from './answers.ts'
import * as body from './bodies.ts'

export const resend = operation(at.resend, {
  tag: 'Shipments',
  summary: 'Send the recipient a new link',
  description: 'Three on demand per shipment, two minutes apart, only to the announced contact.',
  by: 'send-on-demand',
  body: json(body.resend, {}),
  answers: { 200: done },
  problems: ['not-secured', 'drop-off', 'shipment-over', 'claim-open', 'resend-limit', 'resend-too-soon'],
})

export const cancel = operation(at.cancel, {
  tag: 'Shipments',
  summary: 'Cancel a shipment',
  by: 'cancel',
  body: json(body.cancel, { reason: 'Ordered twice' }),
  answers: { 200: done },
  problems: ['shipment-over', 'claim-open'],
})

export const refund = operation(at.refund, {
  tag: 'Shipments',
  summary: 'Give back what was paid',
  description:
    'A part, or all that is left. What is due because parcels were returned or the shipment was cancelled goes back by itself. Above the contract’s `refundLimit`, all refunds of the payment together, and always before the parcels are handed over, a second, independent person has to agree.',
  by: 'refund',
  body: json(body.refund, { amount: 1_990, reason: 'One lamp came broken' }),
  answers: { 200: done, 202: answer(Requested, requestedExample, 'Asked for') },
  problems: ['nothing-to-refund'],
})

export const retryRefund = operation(at.retryRefund, {
  tag: 'Shipments',
  summary: 'Try a refund again that the provider refused',
  by: 'refund',
  body: json(body.retryRefund, {}),
  answers: { 200: done },
  problems: ['nothing-to-refund'],
})

export const correctRecipient = operation(at.correctRecipient, {
  tag: 'Shipments',
  summary: 'Correct who a shipment is for',
  description:
    'By the contract’s key, as long as no label of it was scanned at a depot or point and it was not sent out; afterwards 409 `label-known`. What is not named stays. Who was told anything hears of it; with another contact code and link are new. A dispatcher asks for another contact instead (403 `second-person`).',
  by: 'announce',
  notBy: ['dispatcher'],
  body: json(body.correctRecipient, { phone: '+33612345679' }),
  phoneIn: 'body',
  answers: { 200: done },
  problems: [
    'second-person',
    'label-known',
    'shipment-over',
    'claim-open',
    'contact-pending',
    'no-contact',
    'contact-limit',
  ],
})

export const decideClaim = operation(at.decideClaim, {
  tag: 'Shipments',
  summary: 'Decide an open claim',
  by: 'decide-claim',
  body: json(body.decideClaim, { decision: 'resume', comment: 'Seen with the recipient' }),
  description:
    'To go on after “not me” is decided alone by a dispatcher who is independent of the courier and of whoever changed contact, round or point; else it waits as a request of the kind `not-me` (202).',
  answers: { 200: done, 202: answer(Requested, requestedExample, 'It waits for a second person') },
  problems: ['no-claim', 'already-received'],
})

export const liftSuspension = operation(at.liftSuspension, {
  tag: 'Shipments',
  summary: 'Lift what the recipient suspended',
  description:
    'After “nobody came”, “no code asked” or “not me” during a hold nobody gets it against a document. An independent dispatcher lifts that at once; asked by anybody else it waits as a request of the kind `suspension` (202).',
  by: 'decide-requests',
  body: json(body.liftSuspension, {}),
  answers: { 200: done, 202: answer(Requested, requestedExample, 'It waits for a second person') },
  problems: ['no-suspension'],
})

export const settleConflict = operation(at.settleConflict, {
  tag: 'Shipments',
  summary: 'Settle two accounts of one visit',
  description:
    'What a courier did without a network and sent later contradicts what is known. It changed nothing; a dispatcher looks at both and says so here. `event`: as the shipment’s `conflicts` name it.',
  by: 'decide-claim',
  body: json(body.settleConflict, { event: 12, comment: 'The recipient has the parcel' }),
  answers: { 200: done },
  problems: ['no-conflict'],
})

export const choosePoint = operation(at.choosePoint, {
  tag: 'Shipments',
  summary: 'Choose the point it is kept at',
  by: 'choose-point',
  body: json(body.choosePoint, { pointId: POINT }),
  answers: { 200: done },
  problems: [
    'claim-open',
    'shipment-over',
    'already-received',
    'not-accepted',
    'not-at-depot',
    'not-out-for-delivery',
  ],
})

export const orderReturn = operation(at.orderReturn, {
  tag: 'Shipments',
  summary: 'Send it back to its sender',
  by: 'order-return',
  body: json(body.orderReturn, { reason: 'The shipper asked' }),
  answers: { 200: done },
  problems: ['claim-open', 'shipment-over', 'on-a-round', 'not-to-return'],
})

export const reschedule = operation(at.reschedule, {
  tag: 'Shipments',
  summary: 'Put what came back on another round',
  description: 'Absent fields: tomorrow, with the courier of the last visit.',
  by: 'reschedule',
  body: json(body.reschedule, { date: '2026-11-24', courierId: COURIER }),
  answers: {
    200: answer(Rescheduled, { roundId: ROUND, courierId: COURIER, date: '2026-11-24' }, 'On that round'),
  },
  problems: [
    'claim-open',
    'on-a-round',
    'shipment-over',
    'not-at-depot',
    'no-attempts-left',
    'contact-pending',
  ],
})

export const changeContact = operation(at.changeContact, {
  tag: 'Shipments',
  summary: 'Ask for another contact',
  description:
    'A second, independent person has to agree (`POST /api/requests/:id/decide`). The old contact is told with a link to stop it; it takes effect 30 minutes after they were, with a new secret. What is not named stays as it is.',
  by: 'change-contact',
  body: json(body.changeContact, { phone: '+33612345679' }),
  phoneIn: 'body',
  answers: { 202: answer(Requested, requestedExample, 'Asked for') },
  problems: ['shipment-over', 'on-a-round', 'claim-open', 'no-contact', 'contact-limit'],
})

export const withdrawContact = operation(at.withdrawContact, {
  tag: 'Shipments',
  summary: 'Take the request for another contact back',
  by: 'change-contact',
  body: json(body.withdrawContact, {}),
  answers: { 200: done },
  problems: ['claim-open', 'no-contact-change'],
})

export const erase = operation(at.erase, {
  tag: 'Shipments',
  summary: 'Erase personal data',
  description:
    'Absent `kinds`: all of them. The chain of events stays whole, and the erasure is one of them.',
  by: 'erase',
  body: json(body.erase, { kinds: ['contact'], reason: 'The recipient asked' }),
  answers: { 200: done },
  problems: ['claim-open', 'not-over', 'claims-possible', 'violation-open'],
})
