import * as v from 'valibot'
import { answer, operation } from '../operation.ts'
import * as at from './addresses.ts'

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

export const health = operation(at.health, {
  tag: 'Service',
  summary: 'Whether the service answers',
  by: 'anyone',
  answers: { 200: answer(Health, { ok: true }, 'It does') },
})

export const jwks = operation(at.jwks, {
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
})

export const openApi = operation(at.openApi, {
  tag: 'Service',
  summary: 'This document',
  by: 'anyone',
  answers: {
    200: {
      description: 'OpenAPI 3.1',
      content: [{ type: 'application/json', schema: v.looseObject({ openapi: v.string() }) }],
    },
  },
})

export const docs = operation(at.docs, {
  tag: 'Service',
  summary: 'This document as a page to read and try',
  by: 'anyone',
  answers: { 200: { description: 'A page', content: [{ type: 'text/html' }] } },
})

export const reports = operation(at.reports, {
  tag: 'Service',
  summary: 'A message provider reports what became of a message',
  description:
    'In the form of the provider’s own protocol, and proved by its own signature. Doubled, late and unknown reports change nothing.',
  by: 'anyone',
  keyless: true,
  answers: { 204: { description: 'Taken' } },
  problems: ['not-found', 'unauthorised', 'too-large'],
})

export const bots = operation(at.bots, {
  tag: 'Service',
  summary: 'A messenger tells what was written to a bot of ours',
  description: 'In the messenger’s own form, and proved by the secret that was given to it.',
  by: 'anyone',
  keyless: true,
  answers: { 204: { description: 'Taken' } },
  problems: ['not-found', 'unauthorised', 'too-large'],
})
