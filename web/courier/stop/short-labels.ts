const TAIL = 6

/** Returns the ends of labels, which people compare by eye, or whole labels if the ends are not distinct. */
export function shortLabels(labels: readonly string[]): string[] {
  const tails = labels.map((label) => (label.length > TAIL + 2 ? `…${label.slice(-TAIL)}` : label))
  return new Set(tails).size === labels.length ? tails : [...labels]
}
