import { t } from './texts.ts'

const FAULTS = ['timeout', 'network', 'redirect', 'address', 'no-event'] as const

/** Why there was no answer that counts. */
export const faultWord = (fault: string | null): string =>
  t(`fault.${FAULTS.find((known) => known === fault) ?? 'network'}`)
