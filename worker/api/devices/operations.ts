import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { COURIER, PERSON, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import * as at from './addresses.ts'
import { Device } from './answers.ts'
import * as body from './bodies.ts'

export const list = operation(at.list, {
  tag: 'People',
  summary: 'List the devices of staff',
  by: 'manage-people',
  table: true,
  paged: true,
  query: {
    person: { description: 'Only the devices of this person', schema: v.string(), example: COURIER },
    unseen: { description: 'Only those not seen for so many days', schema: v.string(), example: '7' },
    unsent: { description: '`yes`: only those on which acts wait', schema: v.string(), example: 'yes' },
    revoked: {
      description: '`yes`: only revoked ones, `no`: none of them',
      schema: v.string(),
      example: 'no',
    },
  },
  answers: {
    200: answer(
      pageOf(Device),
      {
        items: [
          {
            id: `${COURIER}:kPrK_qmxVWaYVA9w`,
            ...{ personId: COURIER, personName: 'Lucas Moreau', role: 'courier', name: 'Tablet 14' },
            ...{ enrolledAt: T.announced, enrolledBy: PERSON, lastSeenAt: T.done, app: '1.4.0', unsent: 0 },
            ...{ lentUntil: null, revokedAt: null },
          },
        ],
        cursor: null,
      },
      'A page, by person',
    ),
  },
})

export const revoke = operation(at.revoke, {
  tag: 'People',
  summary: 'Revoke a device',
  description:
    'Its sessions and sockets end at once, and its key opens nothing any more. The device itself comes back only with a new key, by a new invitation.',
  by: 'manage-people',
  body: json(body.revoke, {}),
  answers: { 200: done },
})
