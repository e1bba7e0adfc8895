import { COURIER, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { Session } from './answers.ts'
import * as body from './bodies.ts'

export const open = operation(at.open, {
  tag: 'Session',
  summary: 'Exchange an invitation or a link for a session',
  description:
    'The token is what follows `#` in an invitation of staff or in a recipient’s link. The session comes as a cookie: one per role, one per delivery. An invitation works once: again only with the `Idempotency-Key` it was opened with, for whoever lost the answer. Opening a link consumes nothing, and is answered with the delivery. The refusal of a genuine link that is dead names the carrier and its help number.',
  by: 'anyone',
  keyless: true,
  body: json(body.openSession, { token: 'eyJhbGciOiJFZERTQSIsInR5cCI6Imludml0YXRpb24rand0In0.e30.c2ln' }),
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
