import type { AlertLine } from '../../../worker/api/shipments/answers.ts'

const FRESH_MS = 24 * 3_600_000

/** Whether an alert lasts until a dispatcher releases somebody (R18). */
export const isBlock = ({ kind }: Pick<AlertLine, 'kind'>): boolean =>
  kind === 'pin-blocked' || kind === 'identity-blocked'

/** Whether an alert says when somebody dealt with it. */
export const isSettled = ({ kind }: Pick<AlertLine, 'kind'>): boolean =>
  kind === 'conflict' || kind === 'invitation-reused'

/** Whether an alert lasts until somebody has dealt with it: a block, or two accounts of one visit (R36). */
const stays = (alert: Pick<AlertLine, 'kind'>): boolean => isBlock(alert) || alert.kind === 'conflict'

/** Returns the alerts that need action: some until they are dealt with, anything else for a day. */
export function openAlerts<T extends Pick<AlertLine, 'kind' | 'at' | 'releasedAt'>>(
  alerts: readonly T[],
  now: number,
): T[] {
  return alerts.filter(
    (alert) => alert.releasedAt === null && (stays(alert) || now - Date.parse(alert.at) < FRESH_MS),
  )
}
