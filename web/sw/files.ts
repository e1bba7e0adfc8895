/** A file of the build, as `scripts/kept.ts` writes it into this worker. */
export interface KeptFile {
  url: string
  /** A digest of the content; null where the name holds one already, and never means anything else. */
  revision: string | null
  /** The folders of the rooms that need it. Without them it is kept from the start. */
  rooms?: string[]
}

/** The files of one build that are kept together, under one name. */
export interface Part {
  /** `start`, the folder of a room, or `decoder`. */
  name: string
  /** The name of its cache. */
  cache: string
  files: KeptFile[]
}

const OURS = 'app/'
/** Where versions before this worker kept every file of their build. */
const BEFORE = 'workbox-precache'
export const SHELL = '/app/'

const isDecoder = ({ url }: KeptFile): boolean => url.endsWith('.wasm')

/**
 * Groups the files of a build. Caches bear the build's name, which the shell's digest gives: the shell names its script,
 * that one all others, and each name ends with a digest. The decoder seldom changes and outlives builds.
 */
export function partsOf(files: readonly KeptFile[]): Part[] {
  const build = files.find(({ url }) => url === SHELL)?.revision ?? ''
  const part = (name: string, id: string, of: KeptFile[]): Part => ({
    name,
    cache: `${OURS}${name}/${id}`,
    files: of,
  })
  const scripts = files.filter((file) => !isDecoder(file))
  const rooms = [...new Set(scripts.flatMap(({ rooms = [] }) => rooms))]
  const decoder = files.filter(isDecoder)
  return [
    part(
      'start',
      build,
      scripts.filter(({ rooms }) => !rooms),
    ),
    ...rooms.map((room) =>
      part(
        room,
        build,
        scripts.filter(({ rooms }) => rooms?.includes(room)),
      ),
    ),
    ...decoder.map((file) => part('decoder', file.url.slice('/assets/'.length), [file])),
  ]
}

/** Returns the parts that a build before this one had kept, by the names of all caches. */
export const keptBefore = (parts: readonly Part[], caches: readonly string[]): Part[] =>
  parts.filter(({ name }) => caches.some((cache) => cache.startsWith(`${OURS}${name}/`)))

/** Returns which caches belong to other builds. Those of `/verify` and of others on this origin are not touched. */
export const ofOtherBuilds = (parts: readonly Part[], caches: readonly string[]): string[] =>
  caches.filter(
    (name) =>
      name.startsWith(BEFORE) || (name.startsWith(OURS) && !parts.some(({ cache }) => cache === name)),
  )

/** Returns the parts that a room needs beside what is kept from the start. */
export const partsOfRoom = (
  parts: readonly Part[],
  { room, decoder }: { room: string; decoder: boolean },
): Part[] =>
  parts.filter(
    ({ name, files }) =>
      name === room || (decoder && name === 'decoder' && files.some(({ rooms }) => rooms?.includes(room))),
  )

/** The parts of an answer that `isKept` looks at. */
type Answer = Pick<Response, 'status' | 'type' | 'redirected'> & { headers: Pick<Headers, 'get'> }

/**
 * Says whether an answer may be kept as this file: our own server's, whole, and not a page in place of a script, as a
 * network that asks to sign in answers.
 */
export function isKept({ status, type, redirected, headers }: Answer, url: string): boolean {
  const isPage = /^text\/html\b/.test(headers.get('Content-Type') ?? '')
  return status === 200 && type === 'basic' && !redirected && isPage === (url === SHELL)
}
