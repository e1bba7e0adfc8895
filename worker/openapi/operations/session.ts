import * as v from 'valibot'
import * as wire from '../../wire/session.ts'
import { Session } from '../answers/door.ts'
import { answer, json, type Operation } from '../operation.ts'
import { COURIER, T } from './examples.ts'

const Health = v.strictObject({ ok: v.literal(true) })
const Jwks = v.strictObject({
  keys: v.array(
    v.strictObject({
      kty: v.literal('OKP'),
      crv: v.literal('Ed25519'),
      x: v.string(),
      kid: v.string(),
      use: v.literal('sig'),
    }),
  ),
})

/** Coming in, going out, and what anyone may read. */
export const SESSION: Operation[] = [
  {
    method: 'POST',
    path: '/api/session',
    tag: 'Session',
    summary: 'Exchange an invitation or a link for a session',
    description:
      'The token is what follows `#` in an invitation of staff or in a recipient’s link. The session comes as a cookie: one per role, one per delivery. An invitation works once: again only with the `Idempotency-Key` it was opened with, for whoever lost the answer. Opening a link consumes nothing.',
    by: 'anyone',
    keyless: true,
    body: json(wire.openSession, { token: 'eyJhbGciOiJFZERTQSIsInR5cCI6Imludml0YXRpb24rand0In0.e30.c2ln' }),
    answers: {
      201: answer(
        Session,
        { role: 'courier', personId: COURIER, name: 'Lucas Moreau', expiresAt: T.until },
        'Signed in; the cookie stands in `Set-Cookie`',
      ),
    },
    problems: [
      'unauthorised',
      'invitation-used',
      'link-finished',
      'link-superseded',
      'link-expired',
      'link-owned',
      'too-many',
    ],
  },
  {
    method: 'DELETE',
    path: '/api/session',
    tag: 'Session',
    summary: 'End a session',
    description:
      'Over for every copy of its cookie, at once; its live sockets are closed. A phone that signs out does not free the link it owns: only a new link does (R25).',
    by: 'anyone',
    keyless: true,
    body: json(wire.endSession, { role: 'courier' }),
    answers: { 204: { description: 'The session is over and its cookie gone' } },
  },
  {
    method: 'GET',
    path: '/api/health',
    tag: 'Service',
    summary: 'Whether the service answers',
    by: 'anyone',
    answers: { 200: answer(Health, { ok: true }, 'It does') },
  },
  {
    method: 'GET',
    path: '/.well-known/jwks.json',
    tag: 'Service',
    summary: 'The public keys that receipts are verified against',
    by: 'anyone',
    answers: {
      200: answer(
        Jwks,
        {
          keys: [
            {
              kty: 'OKP',
              crv: 'Ed25519',
              x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
              kid: 'k1',
              use: 'sig',
            },
          ],
        },
        'A JSON Web Key Set (RFC 7517)',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/openapi.json',
    tag: 'Service',
    summary: 'This document',
    by: 'anyone',
    answers: {
      200: {
        description: 'OpenAPI 3.1',
        content: [{ type: 'application/json', schema: v.looseObject({ openapi: v.string() }) }],
      },
    },
  },
  {
    method: 'GET',
    path: '/api/docs',
    tag: 'Service',
    summary: 'This document as a page to read and try',
    by: 'anyone',
    answers: { 200: { description: 'A page', content: [{ type: 'text/html' }] } },
  },
]
