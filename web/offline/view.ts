import type { Act, GivenAct, UncountedAct } from './act.ts'

/**
 * Builds what one page knows of the acts: those of the store, and beside them what the store would not take. Then the act,
 * or its change, lives as long as the page.
 */
export function createView(newKey: () => string) {
  let stored: readonly Act[] = []
  /** Acts that were never stored, in their order. */
  let unstored: readonly Act[] = []
  /** Changes of stored acts that could not be stored. Null: done. */
  const changes = new Map<string, Act | null>()
  /** Counts the unstored acts. A device of its own keeps its numbers apart from the store's. */
  let page: string | undefined
  const seqs = new Map<string, number>()

  /**
   * Returns the change of a stored act that is here alone. What another tab has put aside since stays aside, as what
   * follows it may have been sent.
   */
  const changeOf = (act: Act): Act | null | undefined => {
    const change = changes.get(act.key)
    return act.state === 'aside' && change !== null ? undefined : change
  }

  const storedNow = () =>
    stored.flatMap((act) => {
      const change = changeOf(act)
      return change === undefined ? [act] : change === null ? [] : [change]
    })

  return {
    /** Returns all acts in the order in which they are sent. */
    acts: (): Act[] => [...storedNow(), ...unstored],

    /** Takes what was read from the store. */
    read: (acts: readonly Act[]): void => {
      stored = acts
      // A transaction that took too long may have gone through after all.
      unstored = unstored.filter(({ key }) => !acts.some((act) => act.key === key))
      for (const key of changes.keys()) if (!acts.some((act) => act.key === key)) changes.delete(key)
    },

    /** Whether an act of this group is here alone. */
    holds: ({ personId, group }: GivenAct): boolean =>
      unstored.some((act) => act.personId === personId && act.group === group),
    /** Whether anything is here alone. */
    holdsAny: (): boolean => unstored.length > 0 || changes.size > 0,

    /** Counts and keeps an act that the store would not take. */
    addUnstored: (uncounted: UncountedAct): Act => {
      page ??= newKey().replaceAll('-', '').slice(0, 12)
      const seq = (seqs.get(uncounted.personId) ?? 0) + 1
      seqs.set(uncounted.personId, seq)
      const act = { ...uncounted, device: page, seq }
      unstored = [...unstored, act]
      return act
    },

    /** Changes an act that was never stored. Returns false for any other. */
    changeUnstored: (key: string, to: (act: Act) => Act | null): boolean => {
      if (!unstored.some((act) => act.key === key)) return false
      unstored = unstored.flatMap((act) => (act.key === key ? (to(act) ?? []) : act))
      return true
    },

    /** Returns the keys of stored acts whose change could not be stored. */
    changedHere: (): string[] => [...changes.keys()],

    /** Applies a change to a stored act, on top of one that is here alone. */
    changed: (kept: Act, to: (act: Act) => Act | null): Act | null => {
      const change = changeOf(kept)
      return change === null ? null : to(change ?? kept)
    },

    /** Keeps the change of a stored act that the store would not take. Null: it has taken it. */
    keepChange: (key: string, to: ((act: Act) => Act | null) | null): void => {
      const act = storedNow().find((one) => one.key === key)
      if (!to) changes.delete(key)
      else if (act) changes.set(key, to(act))
    },
  }
}
