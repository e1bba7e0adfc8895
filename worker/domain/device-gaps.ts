/** An act of one person by the number that their device gave it. */
export interface CountedAct {
  device: string
  seq: number
}

/** Numbers between which nothing is known, both included. */
export interface MissingNumbers {
  from: number
  to: number
}

/** What is missing among the acts of one person on one device (R36). */
export interface DeviceGap {
  device: string
  missing: MissingNumbers[]
}

/** How many stretches are named. Numbers are the device's own word, which may be anything. */
const NAMED_MAX = 20

function missingAmong(seqs: readonly number[], after: number): MissingNumbers[] {
  const missing: MissingNumbers[] = []
  let last = after
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    if (seq > last + 1) missing.push({ from: last + 1, to: seq - 1 })
    last = Math.max(last, seq)
  }
  return missing.slice(0, NAMED_MAX)
}

/**
 * Looks for numbers that a device gave and nobody has heard of: each device counts from one without a leap. `looked` is up
 * to where each was looked through before. Returns what is missing since, and how far that was.
 */
export function deviceGaps(
  acts: readonly CountedAct[],
  looked: Readonly<Record<string, number>>,
): { gaps: DeviceGap[]; looked: Record<string, number> } {
  const seqs = new Map<string, number[]>()
  for (const { device, seq } of acts) {
    const before = looked[device] ?? 0
    if (device !== '' && seq > before) seqs.set(device, [...(seqs.get(device) ?? []), seq])
  }
  const gaps: DeviceGap[] = []
  const reached: Record<string, number> = {}
  for (const [device, numbers] of seqs) {
    const missing = missingAmong(numbers, looked[device] ?? 0)
    if (missing.length > 0) gaps.push({ device, missing })
    reached[device] = Math.max(...numbers)
  }
  return { gaps, looked: reached }
}
