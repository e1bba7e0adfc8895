export const TABS = ['receive', 'control', 'again', 'sender'] as const
export type Tab = (typeof TABS)[number]

const ROOT = '/app/depot'

/** Addresses of the depot's tabs; a count has one of its own, so that a reload goes on with the same round. */
export const to = {
  tab: (tab: Tab) => (tab === 'receive' ? ROOT : `${ROOT}/${tab}`),
  count: (roundId: string) => `${ROOT}/control/${encodeURIComponent(roundId)}`,
}

/** What stands at an address; anything unknown is the first tab. */
export function viewOf(path: string): { tab: Tab; roundId?: string } {
  const [name = '', id] = path.slice(ROOT.length).split('/').filter(Boolean)
  const tab = TABS.find((one) => one === name) ?? 'receive'
  if (tab !== 'control' || !id) return { tab }
  try {
    return { tab, roundId: decodeURIComponent(id) }
  } catch {
    return { tab }
  }
}
