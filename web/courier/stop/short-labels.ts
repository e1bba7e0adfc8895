const TAIL = 6

/** The ends of labels, which is what one compares by eye; whole where the ends do not tell them apart. */
export function shortLabels(labels: readonly string[]): string[] {
  const tails = labels.map((label) => (label.length > TAIL + 2 ? `…${label.slice(-TAIL)}` : label))
  return new Set(tails).size === labels.length ? tails : [...labels]
}
