import { t } from './texts.ts'

const FAULTS = ['timeout', 'network', 'redirect', 'address', 'no-event'] as const

/** Says why there was no valid answer. */
export const faultWord = (fault: string | null): string =>
  t(`fault.${FAULTS.find((known) => known === fault) ?? 'network'}`)
