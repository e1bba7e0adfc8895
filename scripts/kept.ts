import type { Plugin, Rolldown } from 'vite'

/** The rooms of the PWA, by their folders. */
const ROOMS = ['courier', 'counter', 'depot', 'dispatch']
/** Whose files are kept from the start: whoever stands at a door cannot fetch them any more. */
const FROM_THE_START = 'courier'

interface Entry {
  url: string
  revision: string | null
}

type Bundle = Rolldown.OutputBundle

/** The name of a built file ends with a digest of what is in it, so wherever it stands it means that file. */
const NAME = /[\w~.-]+-[\w-]{8}\.(?:js|css|wasm)/g

const stylesOf = (chunk: Rolldown.OutputChunk): string[] => [...(chunk.viteMetadata?.importedCss ?? [])]

/** Returns what a script needs or may load: what its text names (imports, workers), and its own style sheets. */
function namedBy(bundle: Bundle, fileName: string): string[] {
  const file = bundle[fileName]
  if (!file || !fileName.endsWith('.js')) return []
  const text = file.type === 'chunk' ? file.code : String(file.source)
  const names = [...text.matchAll(NAME)].map(([name]) => `assets/${name}`).filter((name) => bundle[name])
  // Those are named by whoever loads the script.
  return file.type === 'chunk' ? [...names, ...stylesOf(file)] : names
}

/** Returns every file that can be loaded from `starts`, themselves included. What is in `known` leads no further. */
function reached(starts: string[], next: (file: string) => string[], known = new Set<string>()): Set<string> {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file) || known.has(file)) return
    seen.add(file)
    for (const to of next(file)) visit(to)
  }
  for (const start of starts) visit(start)
  return seen
}

/** Who needs the files of a build: `shell` lists what every room begins with; `rooms` who needs the others. */
interface Needs {
  shell: Set<string>
  rooms: Map<string, string[]>
}

function needsOf(bundle: Bundle): Needs {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const startOf = (module: string) => {
    const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module))
    if (!found) throw new Error(`the build has no file of ${module}`)
    return found.fileName
  }
  const starts = ROOMS.map((room) => startOf(`/web/${room}/index.tsx`))
  const named = (file: string) => namedBy(bundle, file)
  // The first scripts name the files of every room, so they are asked what they load besides those.
  const first = reached([startOf('/web/app.html')], (fileName) => {
    const file = bundle[fileName]
    return file?.type === 'chunk' ? [...file.imports, ...stylesOf(file)] : []
  })
  const later = chunks.filter(({ fileName }) => first.has(fileName)).flatMap((chunk) => chunk.dynamicImports)
  const beside = later.filter((file) => !starts.includes(file))
  const rooms = new Map<string, string[]>()
  for (const [index, room] of ROOMS.entries())
    for (const file of reached([starts[index]!], named, first))
      rooms.set(file, [...(rooms.get(file) ?? []), room])
  return { shell: new Set([...first, ...reached(beside, named, first)]), rooms }
}

/**
 * Tells the service worker which files of its build belong to which room. The plugin looks at the build; `mark` adds to
 * the worker's list the rooms of each file that is not kept from the start, and takes out what no room needs.
 */
export function keptByRoom() {
  let needs: Needs = { shell: new Set(), rooms: new Map() }
  const plugin: Plugin = {
    name: 'kept-by-room',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      // The names of what a script loads later stand in it only then.
      order: 'post',
      handler(_, bundle) {
        needs = needsOf(bundle)
      },
    },
  }
  const mark = <E extends Entry>(entries: E[]): { manifest: (E & { rooms?: string[] })[] } => ({
    manifest: entries.flatMap((entry) => {
      const rooms = needs.rooms.get(entry.url)
      // The shell is kept as the worker serves it: with its security headers and without a redirect.
      if (entry.url === 'app.html') return [{ ...entry, url: '/app/' }]
      const kept = { ...entry, url: `/${entry.url}` }
      // The decoder weighs more than all else at the door, and many tablets read without it.
      if (entry.url.endsWith('.wasm')) return rooms ? [{ ...kept, rooms }] : []
      if (needs.shell.has(entry.url) || rooms?.includes(FROM_THE_START)) return [kept]
      if (rooms) return [{ ...kept, rooms }]
      return entry.url.startsWith('assets/') ? [] : [kept]
    }),
  })
  return { plugin, mark }
}
