import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MOMENTS } from '../../worker/domain/terms.ts'
import { DOCUMENT } from '../support/openapi.ts'

/** The API document as it was published on the day that stored data and clients began to depend on it. */
const FROZEN = JSON.parse(
  gunzipSync(readFileSync(new URL('fixtures/openapi-2026-11-29.json.gz', import.meta.url))).toString(),
)

type Json = unknown
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Collects where two documents differ: the paths that are gone or have another value, and the paths that were
 * added.
 */
function compare(before: Json, now: Json, at: string, found: { changed: string[]; added: string[] }): void {
  if (isObject(before) && isObject(now)) {
    for (const key of Object.keys(before)) compare(before[key], now[key], `${at}/${key}`, found)
    for (const key of Object.keys(now)) if (!(key in before)) found.added.push(`${at}/${key}`)
  } else if (JSON.stringify(before) !== JSON.stringify(now)) found.changed.push(at)
}

/** Where a telephone number is sent: every number that was taken there is taken still, if it can exist. */
const PHONES_SENT = [
  '/paths//api/shipments/post/requestBody/content/application/json/schema/properties/recipient/properties/phone',
  '/paths//api/shipments/{id}/recipient/post/requestBody/content/application/json/schema/properties/phone',
  '/paths//api/shipments/{id}/contact/post/requestBody/content/application/json/schema/properties/phone',
]

/** Where scanned or typed labels are sent: every label that was taken is taken still, in more spellings. */
const SCANNED_SENT = [
  ...['/api/depot/receive', '/api/depot/return', '/api/holds/open', '/api/holds/receive'],
  ...['open', 'pin', 'qr', 'identity', 'confirm-receipt', 'scan', 'refuse', 'return'].map(
    (act) => `/api/holds/{shipmentId}/${act}`,
  ),
  ...['pin', 'qr', 'deliver'].map((act) => `/api/stops/{shipmentId}/${act}`),
].map((at) => `/paths/${at}/post/requestBody/content/application/json/schema/properties/labels/items/$ref`)
const ROUNDS_CLOSED = ['/api/rounds/{id}/close', '/api/round/close'].map(
  (at) => `/paths/${at}/post/requestBody/content/application/json/schema/properties/scanned/items/$ref`,
)
/** The scan of the recipient's page takes all labels of one parcel, or one label as before. */
const PRESENTED = '/paths//api/deliveries/{deliveryId}/scan/post'
const PRESENTED_BODY = `${PRESENTED}/requestBody/content/application/json`

/** Where the properties of a policy stand in schemas. */
const POLICIES = [
  '/components/schemas/Policy/properties',
  ...['dry-run/post', 'put'].map(
    (operation) =>
      `/paths//api/contracts/{id}/${operation}/requestBody/content/application/json/schema/properties/policy/properties`,
  ),
]

/** Where a field of the policy stands. */
const policyField = (field: string) => [
  `/components/schemas/Policy/properties/${field}`,
  ...['dry-run/post', 'put'].map(
    (operation) =>
      `/paths//api/contracts/{id}/${operation}/requestBody/content/application/json/schema/properties/policy/properties/${field}`,
  ),
  ...['get/responses/200', 'put/responses/200', 'put/responses/201'].map(
    (answer) => `/paths//api/contracts/{id}/${answer}/content/application/json/example/policy/${field}`,
  ),
]

/** Calls that are refused while the recipient still has to pay (R30). */
const UNPAID = [
  ...['scan', 'confirm', 'finish'].map((act) => `/api/deliveries/{deliveryId}/${act}`),
  ...['pin', 'qr', 'identity', 'scan'].map((act) => `/api/holds/{shipmentId}/${act}`),
  ...['pin', 'qr', 'identity', 'deliver'].map((act) => `/api/stops/{shipmentId}/${act}`),
].map((at) => `/paths/${at}/post/responses/409`)
const UNPAID_CODES = UNPAID.map((at) => `${at}/content/application/problem+json/schema/properties/code/enum`)

/** Acts at a door that were done before they came, and so may be recorded without being accepted (R36). */
const LATE_ANSWERS = ['arrive', 'fail', 'deliver'].map(
  (act) => `/paths//api/stops/{shipmentId}/${act}/post/responses/200`,
)

/** Paths that were added since on purpose. A client written for the frozen document need not know them. */
const ADDED: string[] = [
  // A spare tablet for a day, and the invitations of a morning (R40).
  '/paths//api/invitations/post/requestBody/content/application/json/schema/properties/lent',
  '/paths//api/invitations/sheet',
  '/components/schemas/InvitationSheet',
  // Devices that sign, the next shift that they open, and what they get tickets for (R40).
  '/paths//api/session/post/requestBody/content/application/json/schema/properties/device',
  '/paths//api/session/post/requestBody/content/application/json/example/device',
  '/paths//api/session/post/responses/201/content/application/json/example/device',
  '/paths//api/session/post/responses/409/content/application/problem+json/examples/device-revoked',
  ...[
    'devices',
    'devices/{id}/revoke',
    'session/renew',
    'session/tickets',
    'shift',
    'shift/pin',
    'shift/options',
  ].map((path) => `/paths//api/${path}`),
  '/components/schemas/Session/properties/device',
  '/components/schemas/PinRefused',
  // Passkeys, which open the next shift and enrol devices (R40).
  ...['passkeys', 'passkeys/options', 'passkeys/{id}/rename', 'passkeys/{id}/remove'].map(
    (path) => `/paths//api/${path}`,
  ),
  ...['Passkey', 'CreationOptions', 'RequestOptions'].map((schema) => `/components/schemas/${schema}`),
  '/components/schemas/Ticket',
  // What can be done about a shipment now, as far as its reader may do it.
  ...['allowed', 'notYet'].map(
    (field) => `/paths//api/shipments/{id}/get/responses/200/content/application/json/example/${field}`,
  ),
  ...['allowed', 'notYet'].map((field) => `/components/schemas/ShipmentView/properties/${field}`),
  // How a message can reach the recipient (R38), and what of the request was not taken.
  ...['Announced', 'ShipmentView'].map((schema) => `/components/schemas/${schema}/properties/reach`),
  '/components/schemas/Announced/properties/notes',
  '/components/schemas/Imported/properties/items/items/properties/notes',
  ...['post/responses/200', 'post/responses/201'].map(
    (answer) => `/paths//api/shipments/${answer}/content/application/json/example/reach`,
  ),
  '/paths//api/shipments/{id}/get/responses/200/content/application/json/example/reach',
  // A number is taken as people write it, so its form is told by lengths in place of the pattern of E.164.
  ...['minLength', 'maxLength'].flatMap((field) => PHONES_SENT.map((at) => `${at}/${field}`)),
  // The server's time, and whether a tablet's clock is off.
  '/components/schemas/Arrived',
  '/components/schemas/CourierRound/properties/now',
  '/paths//api/round/get/responses/200/content/application/json/example/now',
  // Labels in the spellings of scanners and people, and a parcel presented with all its labels.
  '/components/schemas/ScannedLabel',
  `${PRESENTED_BODY}/schema/anyOf`,
  `${PRESENTED_BODY}/example/labels`,
  // What an import put right or passed over.
  '/components/schemas/TableImported',
  '/paths//api/shipments/import/post/responses/200/content/application/json/example/warnings',
  // What ended a visit by mistake is taken back (R37).
  '/paths//api/stops/{shipmentId}/reopen',
  '/components/schemas/Reopened',
  '/components/schemas/CourierStop/properties/reopenUntil',
  '/paths//api/stops/{shipmentId}/get/responses/200/content/application/json/example/reopenUntil',
  '/components/schemas/ShipmentEvent/properties/takenBackBy',
  '/components/schemas/Evidence/properties/events/items/properties/takenBackBy',
  ...policyField('reopenMinutes'),
  // Payment by link: what may be asked for, what goes back without a second person, and what waits for one (R30).
  ...policyField('amountLimit'),
  ...policyField('refundLimit'),
  '/components/schemas/RequestShown/properties/amount',
  '/components/schemas/PaymentView',
  ...['CounterHold', 'CourierStop', 'Delivery', 'ShipmentView'].map(
    (schema) => `/components/schemas/${schema}/properties/payment`,
  ),
  ...[
    '/api/holds/open/post',
    '/api/holds/{shipmentId}/open/post',
    '/api/holds/{shipmentId}/get',
    '/api/shipments/{id}/get',
    '/api/stops/{shipmentId}/get',
  ].map((at) => `/paths/${at}/responses/200/content/application/json/example/payment`),
  '/paths//api/shipments/post/requestBody/content/application/json/schema/properties/amounts',
  ...[
    '/api/deliveries/{deliveryId}/pay',
    '/api/door-payment',
    '/api/door-payment/pay',
    '/api/holds/{shipmentId}/payment',
    '/api/payments',
    '/api/payments/{provider}',
    '/api/shipments/{id}/refund',
    '/api/shipments/{id}/refund/retry',
    '/api/stops/{shipmentId}/payment',
  ].map((path) => `/paths/${path}`),
  ...UNPAID.map((at) => `${at}/content/application/problem+json/examples/unpaid`),
  // In which order channels are tried, what providers report, which of them is down, and what calls and parts cost.
  ...policyField('cascade'),
  '/paths//api/reports/{gateway}',
  '/components/schemas/AlertLine/properties/channel',
  ...['StatsLine', 'StatsSummary'].flatMap((schema) =>
    ['smsParts', 'voice'].map(
      (field) => `/components/schemas/${schema}/properties/messages/properties/${field}`,
    ),
  ),
  ...['before', 'total'].flatMap((figures) =>
    ['cost/channels', 'messages/smsParts', 'messages/voice'].map(
      (field) => `/paths//api/stats/get/responses/200/content/application/json/example/${figures}/${field}`,
    ),
  ),
  '/paths//api/stats/get/responses/200/content/application/json/example/prices/voice',
  // Whom nobody told the secret (R38), and what became of a message on demand.
  '/paths//api/rounds/{id}/unreached',
  '/components/schemas/UnreachedStops',
  ...['unreached', 'onDemand'].flatMap((field) => [
    `/components/schemas/CourierStop/properties/${field}`,
    `/paths//api/stops/{shipmentId}/get/responses/200/content/application/json/example/${field}`,
  ]),
  // Chats with bots.
  '/paths//api/bots/{bot}',
  '/paths//api/deliveries/{deliveryId}/chat/end',
  ...['chats', 'chat'].map((field) => `/components/schemas/Delivery/properties/${field}`),
  // What a tablet needs without a network, and two accounts of one visit (R35, R36).
  ...['asksFirst', 'commitments', 'reopenMinutes', 'seq', 'suspended'].flatMap((field) => [
    `/components/schemas/CourierStop/properties/${field}`,
    `/paths//api/stops/{shipmentId}/get/responses/200/content/application/json/example/${field}`,
  ]),
  '/components/schemas/CourierRound/properties/identityChecks',
  '/paths//api/round/get/responses/200/content/application/json/example/identityChecks',
  ...LATE_ANSWERS.map((at) => `${at}/content/application/json/schema/anyOf`),
  '/components/schemas/LateRefused',
  '/components/schemas/AlertLine/properties/late',
  '/components/schemas/AlertLine/properties/gap',
  '/components/schemas/ShipmentView/properties/conflicts',
  '/paths//api/shipments/{id}/get/responses/200/content/application/json/example/conflicts',
  '/paths//api/shipments/{id}/conflict/settle',
  // What helps a courier to find the door.
  ...policyField('callRecipient'),
  // When no telephone is rung.
  ...policyField('quietHours'),
  ...['instructions', 'phone', 'place', 'window'].flatMap((field) => [
    `/components/schemas/CourierStop/properties/${field}`,
    `/paths//api/stops/{shipmentId}/get/responses/200/content/application/json/example/${field}`,
  ]),
  ...['instructions', 'window'].flatMap((field) => [
    `/components/schemas/ShipmentView/properties/${field}`,
    `/paths//api/shipments/post/requestBody/content/application/json/example/${field}`,
    `/paths//api/shipments/post/requestBody/content/application/json/schema/properties/${field}`,
    `/paths//api/shipments/{id}/get/responses/200/content/application/json/example/${field}`,
  ]),
  // A link is answered with its delivery, and the refusal of a dead one names whom to ask.
  ...['carrier', 'helpPhone'].map((field) => `/components/schemas/Problem/properties/${field}`),
  '/components/schemas/Session/properties/delivery',
  // What the contracts of a round say about the door, for the printed guide.
  '/paths//api/round/guide',
  '/components/schemas/CourierGuide',
  // The words of a visit (R39).
  '/components/schemas/CourierStop/properties/visitWords',
  '/components/schemas/Delivery/properties/visitWords',
  '/paths//api/stops/{shipmentId}/get/responses/200/content/application/json/example/visitWords',
  // The identity check could always be refused so, but the document did not say it.
  '/paths//api/stops/{shipmentId}/identity/post/responses/409/content/application/problem+json/examples/identity-suspended',
]

/** What names one value more for these reasons, or is said in more words. */
const WIDENED: string[] = [
  // An invitation that is presented again raises an alert (R40).
  '/paths//api/invitations/post/description',
  // A device that was revoked does not come back with the same key, and a new one is looked at (R40, R42).
  '/paths//api/session/post/responses/409/description',
  '/paths//api/session/post/responses/409/content/application/problem+json/schema/properties/code/enum',
  '/components/schemas/AlertLine/properties/fresh/properties/reasons/items/enum',
  ...['CounterHold', 'CourierStop'].map(
    (schema) => `/components/schemas/${schema}/properties/approval/anyOf`,
  ),
  // A late act that is not accepted has an answer of its own.
  ...['arrive', 'fail'].map((act) => `/paths//api/stops/{shipmentId}/${act}/post/responses/200/description`),
  ...['fail', 'deliver'].map(
    (act) => `/paths//api/stops/{shipmentId}/${act}/post/responses/200/content/application/json/schema/$ref`,
  ),
  '/components/schemas/DoorAnswer/anyOf',
  '/components/schemas/CourierRound/required',
  // A code can be told by a call, and dispatchers hear of a gateway that is down.
  ...POLICIES.flatMap((at) => [
    `${at}/channels/items/enum`,
    ...MOMENTS.map((moment) => `${at}/moments/properties/${moment}/items/enum`),
  ]),
  '/paths//api/stats/get/responses/200/content/application/json/example/items',
  '/components/schemas/AlertLine/properties/kind/enum',
  '/components/schemas/Stats/properties/prices/anyOf',
  ...['StatsLine', 'StatsSummary'].flatMap((schema) => [
    `/components/schemas/${schema}/properties/cost/anyOf`,
    `/components/schemas/${schema}/properties/messages/required`,
  ]),
  // The code can show at the courier's arrival (R39).
  '/components/schemas/Delivery/properties/reveal/enum',
  '/components/schemas/Policy/properties/reveal/enum',
  ...['dry-run/post', 'put'].map(
    (operation) =>
      `/paths//api/contracts/{id}/${operation}/requestBody/content/application/json/schema/properties/policy/properties/reveal/enum`,
  ),
  '/paths//api/shipments/post/description',
  '/paths//api/session/post/description',
  ...PHONES_SENT.map((at) => `${at}/pattern`),
  '/paths//api/stops/{shipmentId}/arrive/post/responses/200/content/application/json/schema/$ref',
  ...['Announced', 'ShipmentView'].flatMap((schema) => [
    `/components/schemas/${schema}/properties/reasons/items/enum`,
    `/components/schemas/${schema}/required`,
  ]),
  '/components/schemas/Ending/anyOf',
  '/paths//api/shipments/bulk/post/requestBody/content/application/json/example/shipments',
  // Answers have the fields that were added, and endpoints may ask for the event that was.
  ...['CourierStop', 'Policy'].map((schema) => `/components/schemas/${schema}/required`),
  '/paths//api/contracts/get/responses/200/content/application/json/example/items',
  ...['/api/round/get', '/api/rounds/{id}/sheet/get'].map(
    (at) => `/paths/${at}/responses/200/content/application/json/example/stops`,
  ),
  ...['enum', 'maxItems'].map(
    (field) =>
      `/paths//api/webhooks/{id}/put/requestBody/content/application/json/schema/properties/events/${field === 'enum' ? 'items/enum' : field}`,
  ),
  // Payment by link (R30): a call more can be refused, and a refund can wait for a second person.
  ...UNPAID.map((at) => `${at}/description`),
  ...UNPAID_CODES,
  '/components/schemas/RequestView/properties/kind/enum',
  '/components/schemas/CounterHold/required',
  '/tags',
  ...SCANNED_SENT,
  ...ROUNDS_CLOSED,
  '/paths//api/stops/{shipmentId}/identity/post/requestBody/content/application/json/schema/anyOf',
  ...['summary', 'description'].map((field) => `${PRESENTED}/${field}`),
  ...['type', 'properties', 'required', 'additionalProperties'].map(
    (field) => `${PRESENTED_BODY}/schema/${field}`,
  ),
  `${PRESENTED_BODY}/example/label`,
  ...['description', 'responses/200/content/application/json/schema/$ref'].map(
    (at) => `/paths//api/shipments/import/post/${at}`,
  ),
]

test('the published document means what it meant; what was added is listed here', () => {
  const found = { changed: [] as string[], added: [] as string[] }
  compare(FROZEN, DOCUMENT, '', found)
  expect({ changed: found.changed.sort(), added: found.added.sort() }).toEqual({
    changed: [...WIDENED].sort(),
    added: [...ADDED].sort(),
  })
})
