/** The reason why an endpoint's address is refused. */
export type AddressFault = 'url' | 'not-https' | 'credentials' | 'fragment' | 'port' | 'private-address'

/**
 * Names that are known only within a private network (RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`,
 * common use by routers, clusters and service registries).
 */
const PRIVATE_NAMES =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|svc|consul|cluster)$/

/**
 * The ports on which HTTPS is served in public. Any other port is a service that our requests should not
 * reach.
 */
const PORTS = ['', '443', '4443', '8443', '9443']

/**
 * IPv4 blocks that are nobody's public address (IANA special-purpose registry), as `[first address, bits]`.
 */
const PRIVATE_BLOCKS: readonly [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

const numberOf = (ip: string) => ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
const inBlock = (ip: number, [address, bits]: readonly [string, number]) =>
  Math.floor(ip / 2 ** (32 - bits)) === Math.floor(numberOf(address) / 2 ** (32 - bits))

const isPrivateV4 = (host: string) => PRIVATE_BLOCKS.some((block) => inBlock(numberOf(host), block))

/**
 * Returns whether an IPv6 address is private. Only global unicast (2000::/3) is public; within it tunnels can
 * carry any IPv4 address, and two blocks are for documentation. Mapped and translated addresses (`::ffff:…`,
 * `64:ff9b::…`) lie outside it.
 */
function isPrivateV6(host: string): boolean {
  const [first = 0, second = 0] = host.split(':').map((part) => Number.parseInt(part || '0', 16))
  if (first < 0x2000 || first > 0x3fff) return true
  if (first === 0x2002) return true // 6to4
  if (first === 0x3fff && second < 0x1000) return true // RFC 9637
  return first === 0x2001 && (second < 0x200 || second === 0xdb8)
}

/** Returns whether a host belongs to this machine, to a private network or to a cloud's metadata service. */
function isPrivate(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPrivateV6(hostname.slice(1, -1))
  if (/^\d+(\.\d+){3}$/.test(hostname)) return isPrivateV4(hostname)
  const name = hostname.replace(/\.$/, '')
  return !name.includes('.') || PRIVATE_NAMES.test(name)
}

/**
 * Returns what is wrong with an endpoint's address, or null. The URL parser has already normalised all
 * spellings of an IP address (`0x7f.1`, `2130706433`). A name that resolves to a private address is left for
 * the platform to refuse: it knows the address when it connects, which no earlier check could.
 * @param privateNetwork whether this deployment may reach its own machine and network, also without TLS
 */
export function addressFault(text: string, privateNetwork: boolean): AddressFault | null {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return 'url'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (url.hash !== '') return 'fragment'
  if (privateNetwork) return null
  if (url.protocol !== 'https:') return 'not-https'
  if (isPrivate(url.hostname)) return 'private-address'
  return PORTS.includes(url.port) ? null : 'port'
}
