import { COURIER, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { RequestOptions } from '../passkeys/answers.ts'
import * as at from './addresses.ts'
import { PinRefused, Session, Ticket } from './answers.ts'
import * as body from './bodies.ts'

const KEY = {
  kty: 'OKP' as const,
  crv: 'Ed25519' as const,
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}
const opened = {
  role: 'courier' as const,
  personId: COURIER,
  name: 'Lucas Moreau',
  expiresAt: T.until,
  device: { id: `${COURIER}:kPrK_qmxVWaYVA9w`, hasPin: true },
}

export const open = operation(at.open, {
  tag: 'Session',
  summary: 'Exchange an invitation or a link for a session',
  description:
    'The token is what follows `#` in an invitation of staff or in a recipient’s link. The session comes as a cookie: one per role, one per delivery. `device` enrols the device that holds the key: from then on every call of the session is signed by it in the header `DPoP`, its cookie lives fifteen minutes, and it opens the next shift by itself. A deployment may require it. An invitation works once: again only with the `Idempotency-Key` it was opened with, for whoever lost the answer. Opening a link consumes nothing, and is answered with the delivery. The refusal of a genuine link that is dead names the carrier and its help number.',
  by: 'anyone',
  keyless: true,
  body: json(body.openSession, {
    token: 'eyJhbGciOiJFZERTQSIsInR5cCI6Imludml0YXRpb24rand0In0.e30.c2ln',
    device: { publicKey: KEY, name: 'Tablet 14' },
  }),
  answers: {
    201: answer(Session, opened, 'Signed in; the cookie stands in `Set-Cookie`'),
  },
  problems: [
    'unauthorised',
    'invitation-used',
    'device-revoked',
    'link-finished',
    'link-superseded',
    'link-expired',
    'link-owned',
    'too-many',
  ],
})

export const renew = operation(at.renew, {
  tag: 'Session',
  summary: 'Renew the cookie of a session that has a device',
  description:
    'Signed by the device in the header `DPoP`, whose `kid` is the print of its key; no cookie is needed. Each signed call renews once. `shift-over` says that the device is known and its session has ended: it opens the next shift.',
  by: 'anyone',
  keyless: true,
  body: json(body.renewSession, { personId: COURIER, app: '1.4.0', unsent: 0 }),
  answers: { 200: answer(Session, opened, 'Renewed; the cookie stands in `Set-Cookie`') },
  problems: ['unauthorised', 'shift-over', 'too-many'],
})

export const shiftOptions = operation(at.shiftOptions, {
  tag: 'Session',
  summary: 'Ask for the options of a passkey that opens the next shift',
  description:
    'Returns what `navigator.credentials.get` takes, with bytes as base64url. Signed by a device of the person in the header `DPoP`, it names their passkeys, or refuses with `no-passkey`. Anybody else gets the same options for everybody, known or not: they name no passkey, and the browser offers those that it has.',
  by: 'anyone',
  keyless: true,
  asks: true,
  body: json(body.shiftOptions, { personId: COURIER }),
  answers: {
    200: answer(
      RequestOptions,
      {
        rpId: 'sesame.example',
        challenge: 'ZXlKaGJHY2lPaUpJVXpJMU5pSjkuZTMwLmMybG4',
        timeout: 300_000,
        allowCredentials: [{ id: 'mR3v0Q9b1sXo7Yq2LkT4dA', type: 'public-key', transports: ['internal'] }],
        userVerification: 'required',
      },
      'The options; their challenge is good for five minutes, once',
    ),
  },
  problems: ['no-passkey', 'too-many'],
})

export const shift = operation(at.shift, {
  tag: 'Session',
  summary: 'Open the next shift on a device',
  description:
    'Signed by the device in the header `DPoP`, whose `kid` is the print of its key, so that a PIN counts only with the device. Five wrong ones over all devices of a person end all of them; then a new invitation is needed. A passkey of office staff also enrols a device: the call names it in `device` and is signed by its key; the passkey of a courier opens shifts on enrolled devices only (`no-device`). The same key gets the same session.',
  by: 'anyone',
  body: json(body.openShift, { personId: COURIER, pin: '493817' }),
  answers: {
    200: answer(PinRefused, { outcome: 'wrong', left: 4 }, 'Not opened'),
    201: answer(Session, opened, 'Opened; the cookie stands in `Set-Cookie`'),
  },
  problems: ['unauthorised', 'no-device', 'no-device-pin', 'device-revoked', 'too-many'],
})

export const setPin = operation(at.setPin, {
  tag: 'Session',
  summary: 'Choose the PIN that opens the next shift on this device',
  description: 'Six digits that are not among those that people try first.',
  by: 'deliver',
  body: json(body.setPin, { pin: '493817' }),
  answers: { 200: done },
  problems: ['no-device'],
})

export const ticket = operation(at.ticket, {
  tag: 'Session',
  summary: 'Get a ticket for what a browser opens without a signature',
  description:
    'Signed by the device in the header `DPoP`. A socket brings the ticket as `Sec-WebSocket-Protocol: sesame, <ticket>`; a page or a file that is opened in a tab brings it in the cookie of this answer. It opens one address once, within a minute.',
  by: 'anyone',
  body: json(body.ticket, { personId: COURIER, path: '/api/stops/Xk3bN0qLr8TzVw/live' }),
  answers: {
    201: answer(Ticket, { ticket: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln', expiresAt: T.until }, 'The ticket'),
  },
  problems: ['unauthorised', 'shift-over', 'too-many'],
})

export const end = operation(at.end, {
  tag: 'Session',
  summary: 'End a session',
  description:
    'Over for every copy of its cookie, at once; its live sockets are closed. A phone that signs out does not free the link it owns: only a new link does (R25).',
  by: 'anyone',
  keyless: true,
  body: json(body.endSession, { role: 'courier' }),
  answers: { 204: { description: 'The session is over and its cookie gone' } },
})
