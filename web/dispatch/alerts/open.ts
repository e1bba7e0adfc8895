import type { AlertLine } from '../../../worker/api/shipments/answers.ts'

const FRESH_MS = 24 * 3_600_000

/** Whether an alert lasts until a dispatcher releases somebody (R18). */
export const isBlock = ({ kind }: Pick<AlertLine, 'kind'>): boolean =>
  kind === 'pin-blocked' || kind === 'identity-blocked'

/** Returns the alerts that need action: blocks until they are released, anything else for a day. */
export function openAlerts<T extends Pick<AlertLine, 'kind' | 'at' | 'releasedAt'>>(
  alerts: readonly T[],
  now: number,
): T[] {
  return alerts.filter(
    (alert) => alert.releasedAt === null && (isBlock(alert) || now - Date.parse(alert.at) < FRESH_MS),
  )
}
