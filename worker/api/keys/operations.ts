import { pageOf } from '../common.ts'
import { CONTRACT, KEY_ID, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import * as peopleBody from '../people/bodies.ts'
import * as at from './addresses.ts'
import { ApiKeyMade, ApiKeyUse } from './answers.ts'
import * as body from './bodies.ts'

export const list = operation(at.list, {
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
})

export const create = operation(at.create, {
  tag: 'API keys',
  summary: 'Make an API key',
  description: 'Without a contract it reaches all; without scopes it has all of them.',
  by: 'manage-people',
  body: json(body.createApiKey, {
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
})

export const revoke = operation(at.revoke, {
  tag: 'API keys',
  summary: 'Revoke an API key',
  by: 'manage-people',
  body: json(peopleBody.release, {}),
  answers: { 200: done },
})
