import { pageOf } from '../common.ts'
import { T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import * as at from './addresses.ts'
import { CreationOptions, Passkey } from './answers.ts'
import * as body from './bodies.ts'

const ID = 'mR3v0Q9b1sXo7Yq2LkT4dA'
const PASSKEY = { id: ID, name: 'Bureau', addedAt: T.announced, lastUsedAt: T.done }

export const options = operation(at.options, {
  tag: 'Passkeys',
  summary: 'Begin to add a passkey',
  description:
    'Returns what `navigator.credentials.create` takes, with bytes as base64url. Only a session with a device of its own adds passkeys, and none on a device that is lent.',
  by: 'keep-passkeys',
  keyless: true,
  asks: true,
  body: json(body.options, {}),
  answers: {
    200: answer(
      CreationOptions,
      {
        rp: { id: 'sesame.example', name: 'Sesame' },
        user: { id: 'YTNiNWM3ZDk', name: 'Anne Petit', displayName: 'Anne Petit' },
        challenge: 'ZXlKaGJHY2lPaUpJVXpJMU5pSjkuZTMwLmMybG4',
        pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
        timeout: 300_000,
        excludeCredentials: [{ id: ID, type: 'public-key', transports: ['internal'] }],
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
      },
      'The options; their challenge is good for five minutes, once',
    ),
  },
  problems: ['no-device', 'passkeys-full'],
})

export const add = operation(at.add, {
  tag: 'Passkeys',
  summary: 'Add a passkey',
  description:
    'At most ten a person. It opens the next shift on a device that is enrolled, and enrols another one: from then on nobody invites the person anew.',
  by: 'keep-passkeys',
  body: json(body.add, {
    name: 'Bureau',
    response: {
      id: ID,
      clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
      attestationObject: 'o2NmbXRkbm9uZQ',
      transports: ['internal'],
    },
  }),
  answers: { 201: answer(Passkey, { ...PASSKEY, lastUsedAt: null }, 'Added') },
  problems: ['no-device', 'passkey-known', 'passkeys-full'],
})

export const list = operation(at.list, {
  tag: 'Passkeys',
  summary: 'List one’s own passkeys',
  by: 'keep-passkeys',
  answers: {
    200: answer(pageOf(Passkey), { items: [PASSKEY], cursor: null }, 'All of them, the newest first'),
  },
})

export const rename = operation(at.rename, {
  tag: 'Passkeys',
  summary: 'Rename one of one’s own passkeys',
  by: 'keep-passkeys',
  body: json(body.rename, { name: 'Clé bleue' }),
  answers: { 200: answer(Passkey, { ...PASSKEY, name: 'Clé bleue' }, 'Renamed') },
})

export const remove = operation(at.remove, {
  tag: 'Passkeys',
  summary: 'Remove one of one’s own passkeys',
  description: 'It opens nothing any more. Sessions that it opened go on to their end.',
  by: 'keep-passkeys',
  body: json(body.remove, {}),
  answers: { 200: done },
})
