export const TABS = ['receive', 'control', 'again', 'sender'] as const
export type Tab = (typeof TABS)[number]

const ROOT = '/app/depot'

/** Addresses of the depot's tabs. A count has its own, so that a reload continues with the same round. */
export const to = {
  tab: (tab: Tab) => (tab === 'receive' ? ROOT : `${ROOT}/${tab}`),
  count: (roundId: string) => `${ROOT}/control/${encodeURIComponent(roundId)}`,
}

/** Returns what an address shows. Any unknown address is the first tab. */
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
