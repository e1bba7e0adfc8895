import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { COURIER, PERSON, PROVIDER, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { Requested } from '../requests/answers.ts'
import { requestedExample } from '../requests/examples.ts'
import * as at from './addresses.ts'
import { AuditEntry, Courier, Person, PersonLine, Provider } from './answers.ts'
import * as body from './bodies.ts'

const person = {
  id: COURIER,
  role: 'courier',
  name: 'Lucas Moreau',
  providerId: PROVIDER,
  pointId: null,
}
const line = { ...person, createdAt: T.announced, lastSeenAt: T.done }
export const createProvider = operation(at.createProvider, {
  tag: 'People',
  summary: 'Add a provider',
  by: 'manage-people',
  body: json(body.createProvider, { name: 'Transports Rapides' }),
  answers: { 201: answer(Provider, { id: PROVIDER, name: 'Transports Rapides' }, 'Added') },
})

export const listProviders = operation(at.listProviders, {
  tag: 'People',
  summary: 'List providers',
  by: 'manage-people',
  table: true,
  paged: true,
  answers: {
    200: answer(
      pageOf(Provider),
      { items: [{ id: PROVIDER, name: 'Transports Rapides' }], cursor: null },
      'A page, by id',
    ),
  },
})

export const createCourier = operation(at.createCourier, {
  tag: 'People',
  summary: 'Add a courier',
  by: 'manage-people',
  body: json(body.createCourier, { name: 'Lucas Moreau', providerId: PROVIDER }),
  answers: {
    201: answer(Courier, { id: COURIER, name: 'Lucas Moreau', providerId: PROVIDER }, 'Added'),
  },
})

export const list = operation(at.list, {
  tag: 'People',
  summary: 'List people of a role',
  by: 'manage-people',
  table: true,
  paged: true,
  query: {
    role: { description: 'Absent: couriers', schema: v.string(), example: 'courier' },
  },
  answers: { 200: answer(pageOf(PersonLine), { items: [line], cursor: null }, 'A page, by id') },
})

export const read = operation(at.read, {
  tag: 'People',
  summary: 'Read a person, with blocks and open sessions',
  by: 'manage-people',
  answers: {
    200: answer(
      Person,
      {
        ...person,
        invitedBy: PERSON,
        blocked: { pin: false, identity: false },
        sessions: [{ id: `${COURIER}.9b2d`, expiresAt: T.until }],
      },
      'The person',
    ),
  },
})

export const release = operation(at.release, {
  tag: 'People',
  summary: 'Release a person’s blocks',
  description:
    'Only by a dispatcher who had no hand in that account; from any other it waits for one who is independent.',
  by: 'manage-people',
  body: json(body.release, {}),
  answers: { 200: done, 202: answer(Requested, requestedExample, 'Waits for an independent dispatcher') },
})

export const revoke = operation(at.revoke, {
  tag: 'People',
  summary: 'End all sessions of a person',
  by: 'manage-people',
  body: json(body.release, {}),
  answers: { 200: done },
})

export const revokeSession = operation(at.revokeSession, {
  tag: 'People',
  summary: 'End one session',
  by: 'manage-people',
  body: json(body.release, {}),
  answers: { 200: done },
})

export const audit = operation(at.audit, {
  tag: 'People',
  summary: 'What dispatchers did',
  by: 'see-audit',
  table: true,
  paged: true,
  query: {
    person: { description: 'Only what this person did', schema: v.string() },
    route: {
      description: 'Only this route, as the document has it with `:names`',
      schema: v.string(),
      example: '/api/shipments/:id/cancel',
    },
  },
  answers: {
    200: {
      description: 'A page, newest first; `status` is null where no answer left',
      content: [
        {
          type: 'application/json',
          schema: pageOf(AuditEntry),
          example: {
            items: [
              {
                id: 'a1',
                at: T.done,
                personId: PERSON,
                personName: 'Alix Morel',
                method: 'POST',
                route: '/api/shipments/:id/cancel',
                ids: { id: SHIPMENT },
                about: WAYBILL,
                status: 200,
              },
            ],
            cursor: null,
          },
        },
      ],
    },
  },
})
