import { pageOf } from '../common.ts'
import { COURIER, PLACED, POINT, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { Invitation, InvitationSheet, Point } from './answers.ts'
import * as body from './bodies.ts'

const given = {
  name: 'Relais Tabac des Brotteaux',
  kind: 'point' as const,
  address: PLACED,
  hours: 'Mo-Sa 08:00-19:00',
  zone: 'Europe/Paris',
}
const point = { id: POINT, ...given }

export const createPoint = operation(at.createPoint, {
  tag: 'People',
  summary: 'Add a point',
  by: 'manage-points',
  body: json(body.createPoint, given),
  answers: { 201: answer(Point, point, 'Added') },
})

export const listPoints = operation(at.listPoints, {
  tag: 'People',
  summary: 'List points',
  by: 'manage-points',
  table: true,
  paged: true,
  answers: { 200: answer(pageOf(Point), { items: [point], cursor: null }, 'A page, by id') },
})

export const invite = operation(at.invite, {
  tag: 'People',
  summary: 'Invite somebody',
  description:
    'The address works once, for a day; one that is presented again raises an alert. `subjectId`: the courier, or the point of counter staff. `personId`: staff who are known and sign in anew; without it an invitation makes somebody new. Whoever invites has a hand in the account: neither is independent of the other any more. `lent`: a spare device for a courier. What it opens ends with the loan, after a day, and its releases by identity are looked at.',
  by: 'manage-people',
  body: json(body.createInvitation, { role: 'courier', subjectId: COURIER }),
  answers: {
    201: answer(
      Invitation,
      { url: 'https://sesame.example/app/#eyJ…', expiresAt: T.until },
      'To be shown as a QR or sent',
    ),
  },
})

export const inviteAll = operation(at.inviteAll, {
  tag: 'People',
  summary: 'Invite couriers for a morning',
  description:
    'One invitation for each courier, as for one of them, but for two hours. For a sheet that is printed where they begin their day; each is marked off by its first use, and a second one raises an alert.',
  by: 'manage-people',
  body: json(body.createSheet, { courierIds: [COURIER] }),
  answers: {
    201: answer(
      InvitationSheet,
      {
        items: [
          {
            ...{ courierId: COURIER, name: 'Lucas Moreau' },
            ...{ url: 'https://sesame.example/app/#eyJ…', expiresAt: T.until },
          },
        ],
      },
      'In the order of the request',
    ),
  },
})
