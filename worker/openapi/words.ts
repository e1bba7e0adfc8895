import type { Tag } from '../api/operation.ts'

/** The description of each group of operations. */
export const TAGS: Record<Tag, string> = {
  Shipments: 'Announce shipments, follow them, decide about them.',
  Webhooks: 'Endpoints that hear of events, signed by Standard Webhooks.',
  Contracts: 'Agreements with shippers and the policies they carry.',
  Rounds: 'What a courier takes out in a day.',
  Requests: 'What waits for a second, independent person.',
  People: 'Providers, couriers, points, invitations, sessions.',
  'API keys': 'Keys for integrators.',
  Violations: 'The ledger of suspected breaches, and couriers’ figures.',
  Stats: 'Figures of visits.',
  Courier: 'Everything at the door.',
  Recipient: 'The page of the recipient’s phone.',
  Counter: 'The counter of a point.',
  Depot: 'The depot’s scans.',
  Payments: 'What is paid at a door, and what payment providers say.',
  Session: 'Coming in and going out.',
  Passkeys: 'What office staff sign in with.',
  Service: 'What anyone may read.',
}

/** The conventions that hold for every operation. */
export const CONVENTIONS = `**Integrators** send \`Authorization: Bearer <API key>\`. A key belongs to one contract, or to all, and has scopes.
Staff and recipients have cookies.

**Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Fields that are wrong are named in
\`errors\`; submitted values are never repeated. Unknown fields are errors. What is missing and what is somebody
else’s answer alike: 404.

**Writes** carry an \`Idempotency-Key\`. Repeated with the same body they answer what they answered and do nothing.

**Lists** are pages: \`{items, cursor}\`. Ask for the next one with \`?cursor=\`; on the last page it is null.

**Limits** of API keys are told by \`RateLimit-Policy\` and \`RateLimit\`; beyond them a call is 429 with \`Retry-After\`.

**Reads** by dispatchers and API keys carry an \`ETag\`; \`If-None-Match\` answers 304.

Instants are ISO 8601 in UTC; days are calendar days of the policy’s or point’s zone; money is in minor units with an
ISO 4217 currency; phones are E.164. New fields may be added to answers at any time: ignore those you do not know.`
