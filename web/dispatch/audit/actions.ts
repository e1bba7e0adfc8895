import type { AuditLine } from '../../../worker/api/people/answers.ts'
import { to } from '../route.ts'

/** The name of each write. A test walks the API's own routes. */
export const ACTIONS = {
  'PUT /api/contracts/:id': 'save-contract',
  'POST /api/providers': 'add-provider',
  'POST /api/couriers': 'add-courier',
  'POST /api/points': 'add-point',
  'POST /api/invitations': 'invite',
  'POST /api/passkeys': 'add-passkey',
  'POST /api/passkeys/:id/rename': 'rename-passkey',
  'POST /api/passkeys/:id/remove': 'remove-passkey',
  'POST /api/invitations/sheet': 'invite-all',
  'POST /api/devices/:id/revoke': 'revoke-device',
  'POST /api/people/:id/revoke': 'sign-out',
  'POST /api/sessions/:id/revoke': 'end-session',
  'POST /api/people/:id/release': 'release',
  'POST /api/api-keys': 'make-key',
  'POST /api/api-keys/:id/revoke': 'revoke-key',
  'POST /api/shipments': 'announce',
  'POST /api/shipments/bulk': 'announce-bulk',
  'POST /api/shipments/import': 'import',
  'POST /api/shipments/:id/resend': 'resend',
  'POST /api/shipments/:id/cancel': 'cancel',
  'POST /api/shipments/:id/refund': 'refund',
  'POST /api/shipments/:id/refund/retry': 'retry-refund',
  'POST /api/shipments/:id/claim/decide': 'decide-claim',
  'POST /api/shipments/:id/reschedule': 'reschedule',
  'POST /api/shipments/:id/point': 'choose-point',
  'POST /api/shipments/:id/return': 'return',
  'POST /api/shipments/:id/contact': 'ask-contact',
  'POST /api/shipments/:id/contact/withdraw': 'withdraw-contact',
  'POST /api/shipments/:id/erase': 'erase',
  'POST /api/rounds': 'make-round',
  'POST /api/rounds/:id/dispatch': 'dispatch',
  'POST /api/rounds/:id/move': 'move',
  'POST /api/rounds/:id/withdraw': 'withdraw',
  'POST /api/rounds/:id/close': 'close-round',
  'POST /api/rounds/:id/device-failure': 'tablet-broken',
  'POST /api/violations': 'report',
  'POST /api/violations/:id/contest': 'contest',
  'POST /api/violations/:id/decide': 'decide',
  'POST /api/requests/:id/decide': 'decide-request',
  'POST /api/shipments/:id/conflict/settle': 'settle-conflict',
  'POST /api/shipments/:id/suspension/lift': 'lift-suspension',
  'POST /api/holds/:shipmentId/confirm-receipt': 'confirm-receipt',
  'PUT /api/webhooks/:id': 'save-webhook',
  'POST /api/webhooks/:id/rotate': 'rotate',
  'POST /api/webhooks/:id/test': 'test-webhook',
  'POST /api/webhooks/:id/replay': 'replay',
} as const

/** Routes that are not among today's dispatcher writes but can still appear in the audit. */
const OTHER_ACTIONS = {
  'POST /api/shipments/:id/contact/approve': 'approve-contact',
  'POST /api/violations/:id/approve': 'approve',
  'POST /api/shipments/:id/recipient': 'correct-recipient',
  'POST /api/operator (agree)': 'operator-agree',
  'POST /api/operator (decline)': 'operator-decline',
  'POST /api/operator (vouch)': 'operator-vouch',
  'POST /api/operator (recover)': 'operator-recover',
} as const
const NAMES = { ...ACTIONS, ...OTHER_ACTIONS }
export type Action = (typeof NAMES)[keyof typeof NAMES]

type Act = Pick<AuditLine, 'method' | 'route'>

/** Returns what was done, or null for a write that this version has no words for. */
export const actionOf = ({ method, route }: Act): Action | null =>
  (NAMES as Record<string, Action>)[`${method} ${route}`] ?? null

/** The pages of things that can be acted on, by the first part of the route. */
const PAGES: Record<string, (id: string, ids: AuditLine['ids']) => string> = {
  shipments: to.shipment,
  rounds: to.round,
  violations: to.violation,
  webhooks: (id, { contractId }) => to.webhook({ id, contractId }),
  contracts: to.contract,
}

/** Returns the page of the thing that was acted on, or null if it has none. */
export function pageOfAct({ route, ids }: Pick<AuditLine, 'route' | 'ids'>): string | null {
  const page = PAGES[route.split('/')[2] ?? '']
  return page && ids.id ? page(ids.id, ids) : null
}

export type ActOutcome = 'done' | 'refused' | 'failed' | 'unknown'

/** Says how an act ended. Without an answer, or after a fault of ours, it may have happened. */
export function actOutcomeOf({ status }: Pick<AuditLine, 'status'>): ActOutcome {
  if (status === null) return 'unknown'
  if (status >= 500) return 'failed'
  return status >= 400 ? 'refused' : 'done'
}
