import { pageOf } from '../common.ts'
import { JWS, SHIPMENT, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { OperatorAnswer, RequestDecided, RequestView } from './answers.ts'
import * as body from './bodies.ts'
import { colleague, fingerprint, request } from './examples.ts'

export const list = operation(at.list, {
  tag: 'Requests',
  summary: 'List what waits for a second person',
  description:
    'The oldest first. `mayAgree` says whether the reader is independent of everybody it has to be independent of; `couldAgree` who else is. Empty: only the operator, by their own key, or whoever of `ifVouched` they vouch for.',
  by: 'decide-requests',
  paged: true,
  neverKept: true,
  answers: {
    200: answer(
      pageOf(RequestView),
      {
        items: [
          {
            id: request,
            kind: 'contact' as const,
            askedBy: colleague,
            askedAt: T.announced,
            lapsesAt: T.done,
            shipmentId: SHIPMENT,
            waybill: 'XY746876977FR',
            contractId: 'maison-lumiere',
            person: null,
            shown: { contact: { phone: '+33612345679' } },
            fingerprint,
            operatorNeeded: false,
            mayAgree: true,
            own: false,
            couldAgree: [colleague],
            ifVouched: [],
          },
        ],
        cursor: null,
      },
      'A page of open requests',
    ),
  },
})

export const decide = operation(at.decide, {
  tag: 'Requests',
  summary: 'Agree to a request, or decline it',
  description:
    '`seen` is the fingerprint of what was shown: agreeing is to that. Who asked may take their own request back by declining it.',
  by: 'decide-requests',
  body: json(body.decideRequest, { decision: 'agree', seen: fingerprint }),
  answers: { 200: answer(RequestDecided, { effectiveAt: T.done }, 'Decided') },
  problems: [
    'no-request',
    'changed',
    'second-person',
    'operator-needed',
    'claim-open',
    'contract-changed',
    'already-decided',
  ],
})

export const operator = operation(at.operator, {
  tag: 'Requests',
  summary: 'What only the operator’s own key does',
  description:
    'A JWS signed with the operator’s key, for this deployment, good for five minutes and once: shows, agrees to or declines a request, vouches for a person, or lets one back in. Made by `npm run agree`, `vouch` and `recover`; every act is in the audit.',
  by: 'anyone',
  keyless: true,
  body: json(body.operatorAct, { jws: JWS }),
  answers: {
    200: answer(
      OperatorAnswer,
      { outcome: 'done', person: { ...colleague, role: 'dispatcher', pointId: null } },
      'Done, or what is asked',
    ),
  },
  problems: [
    'unauthorised',
    'not-found',
    'key-reused',
    'no-request',
    'changed',
    'claim-open',
    'contract-changed',
    'already-decided',
  ],
})
