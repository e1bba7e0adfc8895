import * as v from 'valibot'
import * as wire from '../../wire/dispatcher.ts'
import { Done, pageOf } from '../answers/common.ts'
import { ApiKeyMade, ApiKeyUse } from '../answers/keys.ts'
import { AuditEntry, Courier, Invitation, Person, PersonLine, Point, Provider } from '../answers/office.ts'
import { Requested } from '../answers/requests.ts'
import { answer, json, type Operation } from '../operation.ts'
import {
  CONTRACT,
  COURIER,
  KEY_ID,
  PERSON,
  PLACED,
  POINT,
  PROVIDER,
  SHIPMENT,
  T,
  WAYBILL,
} from './examples.ts'
import { requestedExample } from './requests.ts'

const person = {
  id: COURIER,
  role: 'courier',
  name: 'Lucas Moreau',
  providerId: PROVIDER,
  pointId: null,
}
const line = { ...person, createdAt: T.announced, lastSeenAt: T.done }
const given = {
  name: 'Relais Tabac des Brotteaux',
  kind: 'point' as const,
  address: PLACED,
  hours: 'Mo-Sa 08:00-19:00',
  zone: 'Europe/Paris',
}
const point = { id: POINT, ...given }
const done = answer(Done, { outcome: 'done' })

/** Who may do what: providers, couriers, points, invitations, sessions. */
export const PEOPLE: Operation[] = [
  {
    method: 'POST',
    path: '/api/providers',
    tag: 'People',
    summary: 'Add a provider',
    by: 'manage-people',
    body: json(wire.createProvider, { name: 'Transports Rapides' }),
    answers: { 201: answer(Provider, { id: PROVIDER, name: 'Transports Rapides' }, 'Added') },
  },
  {
    method: 'GET',
    path: '/api/providers',
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
  },
  {
    method: 'POST',
    path: '/api/couriers',
    tag: 'People',
    summary: 'Add a courier',
    by: 'manage-people',
    body: json(wire.createCourier, { name: 'Lucas Moreau', providerId: PROVIDER }),
    answers: {
      201: answer(Courier, { id: COURIER, name: 'Lucas Moreau', providerId: PROVIDER }, 'Added'),
    },
  },
  {
    method: 'GET',
    path: '/api/people',
    tag: 'People',
    summary: 'List people of a role',
    by: 'manage-people',
    table: true,
    paged: true,
    query: {
      role: { description: 'Absent: couriers', schema: v.string(), example: 'courier' },
    },
    answers: { 200: answer(pageOf(PersonLine), { items: [line], cursor: null }, 'A page, by id') },
  },
  {
    method: 'GET',
    path: '/api/people/:id',
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
  },
  {
    method: 'POST',
    path: '/api/people/:id/release',
    tag: 'People',
    summary: 'Release a person’s blocks',
    description:
      'Only by a dispatcher who had no hand in that account; from any other it waits for one who is independent.',
    by: 'manage-people',
    body: json(wire.release, {}),
    answers: { 200: done, 202: answer(Requested, requestedExample, 'Waits for an independent dispatcher') },
  },
  {
    method: 'POST',
    path: '/api/people/:id/revoke',
    tag: 'People',
    summary: 'End all sessions of a person',
    by: 'manage-people',
    body: json(wire.release, {}),
    answers: { 200: done },
  },
  {
    method: 'POST',
    path: '/api/sessions/:id/revoke',
    tag: 'People',
    summary: 'End one session',
    by: 'manage-people',
    body: json(wire.release, {}),
    answers: { 200: done },
  },
  {
    method: 'GET',
    path: '/api/audit',
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
  },
  {
    method: 'POST',
    path: '/api/points',
    tag: 'People',
    summary: 'Add a point',
    by: 'manage-points',
    body: json(wire.createPoint, given),
    answers: { 201: answer(Point, point, 'Added') },
  },
  {
    method: 'GET',
    path: '/api/points',
    tag: 'People',
    summary: 'List points',
    by: 'manage-points',
    table: true,
    paged: true,
    answers: { 200: answer(pageOf(Point), { items: [point], cursor: null }, 'A page, by id') },
  },
  {
    method: 'POST',
    path: '/api/invitations',
    tag: 'People',
    summary: 'Invite somebody',
    description:
      'The address works once, for a day. `subjectId`: the courier, or the point of counter staff. `personId`: staff who are known and sign in anew; without it an invitation makes somebody new. Whoever invites has a hand in the account: neither is independent of the other any more.',
    by: 'manage-people',
    body: json(wire.createInvitation, { role: 'courier', subjectId: COURIER }),
    answers: {
      201: answer(
        Invitation,
        { url: 'https://sesame.example/app/#eyJ…', expiresAt: T.until },
        'To be shown as a QR or sent',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/api-keys',
    tag: 'API keys',
    summary: 'List API keys with their use',
    description: 'Revoked ones too; never the keys themselves.',
    by: 'manage-people',
    table: true,
    paged: true,
    answers: {
      200: answer(
        pageOf(ApiKeyUse),
        {
          items: [
            {
              id: KEY_ID,
              name: 'ERP',
              contractId: CONTRACT,
              scopes: ['announce', 'read-shipments'],
              createdAt: T.announced,
              lastUsedAt: T.done,
              usage: [{ day: '2026-11-22', calls: 310, refused: 0 }],
              revokedAt: null,
            },
          ],
          cursor: null,
        },
        'A page, by id',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/api-keys',
    tag: 'API keys',
    summary: 'Make an API key',
    description: 'Without a contract it reaches all; without scopes it has all of them.',
    by: 'manage-people',
    body: json(wire.createApiKey, {
      name: 'ERP',
      contractId: CONTRACT,
      scopes: ['announce', 'read-shipments'],
    }),
    answers: {
      201: answer(
        ApiKeyMade,
        {
          id: KEY_ID,
          name: 'ERP',
          contractId: CONTRACT,
          scopes: ['announce', 'read-shipments'],
          key: 'sesame_…',
        },
        'Made; `key` is shown here and nowhere else',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/api-keys/:id/revoke',
    tag: 'API keys',
    summary: 'Revoke an API key',
    by: 'manage-people',
    body: json(wire.release, {}),
    answers: { 200: done },
  },
]
