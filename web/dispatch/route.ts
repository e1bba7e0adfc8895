/** A screen of the dispatcher and what it is about. */
export type View =
  | { name: 'shipments' | 'announce' | 'rounds' | 'new-round' | 'people' | 'alerts' | 'unknown' }
  | { name: 'violations' | 'evidence' | 'import' | 'contracts' | 'new-contract' | 'stats' | 'payments' }
  | { name: 'webhooks' | 'new-webhook' | 'keys' | 'audit' | 'requests' | 'morning-sheet' }
  | { name: Single; id: string }
type Single =
  | 'shipment'
  | 'round'
  | 'round-sheet'
  | 'violation'
  | 'courier-evidence'
  | 'webhook'
  | 'contract'
  | 'contract-papers'

/** Screens with nothing after their name. */
const PLAIN = [
  'people',
  'alerts',
  'requests',
  'stats',
  'payments',
  'new-webhook',
  'new-contract',
  'keys',
  'audit',
] as const

const ROOT = '/app/dispatch'

/** The addresses of the screens. */
export const to = {
  shipments: `${ROOT}/shipments`,
  shipment: (id: string) => `${ROOT}/shipments/${encodeURIComponent(id)}`,
  announce: `${ROOT}/shipments/new`,
  import: `${ROOT}/shipments/import`,
  rounds: `${ROOT}/rounds`,
  round: (id: string) => `${ROOT}/rounds/${encodeURIComponent(id)}`,
  roundSheet: (id: string) => `${ROOT}/rounds/${encodeURIComponent(id)}/sheet`,
  newRound: `${ROOT}/rounds/new`,
  people: `${ROOT}/people`,
  // Without a person: the devices of everybody.
  devices: (person?: string) => withQuery(`${ROOT}/people`, { view: 'devices', person }),
  morningSheet: `${ROOT}/people/sheet`,
  alerts: `${ROOT}/alerts`,
  requests: `${ROOT}/requests`,
  contracts: `${ROOT}/contracts`,
  contract: (id: string) => `${ROOT}/contracts/${encodeURIComponent(id)}`,
  contractPapers: (id: string) => `${ROOT}/contracts/${encodeURIComponent(id)}/papers`,
  // This is not under contracts, because a contract may have any name, as may an endpoint.
  newContract: `${ROOT}/new-contract`,
  violations: `${ROOT}/violations`,
  violation: (id: string) => `${ROOT}/violations/${encodeURIComponent(id)}`,
  webhooks: `${ROOT}/webhooks`,
  // An endpoint's name is unique within its contract only. An empty contract means all contracts; no contract
  // means the only endpoint with that name.
  webhook: ({ id, contractId }: { id: string; contractId?: string | null | undefined }) =>
    `${ROOT}/webhooks/${encodeURIComponent(id)}${
      contractId === undefined ? '' : `?contract=${encodeURIComponent(contractId ?? '')}`
    }`,
  // This is not under webhooks, because the shipper chooses the endpoint's name.
  newWebhook: `${ROOT}/new-webhook`,
  keys: `${ROOT}/keys`,
  audit: `${ROOT}/audit`,
  evidence: `${ROOT}/evidence`,
  stats: `${ROOT}/stats`,
  payments: `${ROOT}/payments`,
  courierEvidence: (id: string) => `${ROOT}/evidence/${encodeURIComponent(id)}`,
}

/** Returns the screen at an address, given as a path without query. */
export function viewOf(path: string): View {
  const [section = 'shipments', id, ...rest] = path.slice(ROOT.length).split('/').filter(Boolean)
  if (!path.startsWith(ROOT)) return { name: 'unknown' }
  if (id && rest.length === 1) {
    if (section === 'rounds' && id !== 'new' && rest[0] === 'sheet') return single('round-sheet', id)
    if (section === 'contracts' && rest[0] === 'papers') return single('contract-papers', id)
  }
  if (rest.length > 0) return { name: 'unknown' }
  if (section === 'shipments' && id === 'import') return { name: 'import' }
  if (section === 'people' && id === 'sheet') return { name: 'morning-sheet' }
  if (section === 'shipments') return one(id, 'shipments', 'announce', 'shipment')
  if (section === 'rounds') return one(id, 'rounds', 'new-round', 'round')
  if (section === 'contracts') return id ? single('contract', id) : { name: section }
  if (section === 'violations') return id ? single('violation', id) : { name: section }
  if (section === 'evidence') return id ? single('courier-evidence', id) : { name: section }
  if (section === 'webhooks') return id ? single('webhook', id) : { name: section }
  const plain = PLAIN.find((name) => name === section)
  if (plain && !id) return { name: plain }
  return { name: 'unknown' }
}

function one(
  id: string | undefined,
  list: 'shipments' | 'rounds',
  fresh: 'announce' | 'new-round',
  open: 'shipment' | 'round',
): View {
  if (!id) return { name: list }
  return id === 'new' ? { name: fresh } : single(open, id)
}

function single(name: Single, id: string): View {
  try {
    return { name, id: decodeURIComponent(id) }
  } catch {
    return { name: 'unknown' }
  }
}

/** The sections of the navigation, in order. */
export const SECTIONS = [
  'shipments',
  'rounds',
  'people',
  'alerts',
  'requests',
  'violations',
  'stats',
  'contracts',
  'webhooks',
  'audit',
] as const
export type Section = (typeof SECTIONS)[number]

/** Returns the section of the navigation that a screen belongs to. */
export function sectionOf({ name }: View): Section | null {
  if (name === 'shipment' || name === 'announce' || name === 'import') return 'shipments'
  if (name === 'round' || name === 'round-sheet' || name === 'new-round') return 'rounds'
  if (name === 'contract' || name === 'new-contract' || name === 'contract-papers') return 'contracts'
  if (name === 'violation' || name === 'evidence' || name === 'courier-evidence') return 'violations'
  if (name === 'webhook' || name === 'new-webhook' || name === 'keys') return 'webhooks'
  if (name === 'morning-sheet') return 'people'
  if (name === 'payments') return 'stats'
  return name === 'unknown' ? null : name
}

/** Returns the parts of a query that are not empty. */
export const withoutEmpty = (query: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** Returns a path with the given query. Empty values are left out, so that one view has one address. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const text = new URLSearchParams(withoutEmpty(query)).toString()
  return text ? `${path}?${text}` : path
}

/** Returns the query of an address that `withQuery` built. */
export const queryOf = (address: string): string => address.split('?')[1] ?? ''
