import type { Phase } from '../../worker/domain/terms.ts'
import type { Tone } from '../ui/bits.tsx'

/** Most states are neutral: only what moved, ended or went wrong has a colour. */
const TONES: Record<Phase, Tone> = {
  announced: 'neutral',
  scheduled: 'neutral',
  'out-for-delivery': 'accent',
  'handed-over': 'good',
  'partly-handed-over': 'warn',
  held: 'warn',
  refused: 'bad',
  'at-depot': 'neutral',
  returned: 'neutral',
  cancelled: 'neutral',
}

/** The states of a shipment, in the order in which they usually occur. */
export const STATE_NAMES: readonly string[] = Object.keys(TONES)
export const stateTone = (state: string): Tone => (TONES as Record<string, Tone>)[state] ?? 'neutral'
