import type { WebhookDetails } from '../../../worker/api/webhooks/answers.ts'
import type { Tone } from '../../ui/bits.tsx'

/** The health of an endpoint in one word. `fresh` means that nothing was sent to it yet. */
export type State = 'works' | 'fresh' | 'failing' | 'paused' | 'gone' | 'disabled'

const TONES: Record<State, Tone> = {
  works: 'good',
  fresh: 'neutral',
  failing: 'bad',
  paused: 'neutral',
  gone: 'bad',
  disabled: 'bad',
}

export function stateOf({ enabled, disabledBecause, health }: WebhookDetails): State {
  if (!enabled) return disabledBecause === 'failing' ? 'disabled' : (disabledBecause ?? 'paused')
  if (health.failingSince) return 'failing'
  return health.lastDeliveredAt ? 'works' : 'fresh'
}

export const toneOf = (state: State): Tone => TONES[state]

/** Sorts endpoints by urgency: failing first, then those that are off, then the rest by name. */
export function byUrgency<T extends WebhookDetails>(webhooks: readonly T[]): T[] {
  const weight = (webhook: T) => ['failing', 'disabled', 'gone', 'paused'].indexOf(stateOf(webhook))
  const rank = (webhook: T) => (weight(webhook) < 0 ? 9 : weight(webhook))
  return [...webhooks].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
}
