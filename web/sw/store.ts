import { isKept, type KeptFile, type Part } from './files.ts'

/** Returns what is kept under an address, in one cache or in any: a build's file has one content wherever it is. */
export const keptFile = (url: string, cacheName?: string): Promise<Response | undefined> =>
  caches.match(url, { ignoreVary: true, ...(cacheName ? { cacheName } : {}) })

/** Keeps one file, unless it is kept already. Says whether it is kept. */
async function keepFile(
  cache: Cache,
  { url, revision }: KeptFile,
  priority: RequestPriority,
): Promise<boolean> {
  // Only a name that holds a digest tells that the content is the same.
  if (revision === null && (await cache.match(url))) return true
  // Most files of a new version are those of the version before.
  const before = revision === null ? await keptFile(url) : undefined
  const response = before ?? (await fetch(url, { priority, ...(revision ? { cache: 'reload' } : {}) }))
  if (!before && !isKept(response, url)) return false
  await cache.put(url, response)
  return true
}

/** Keeps the files of a part. Rejects when one cannot be had, so that a version is whole or is not there. */
export async function keepAll({ cache: name, files }: Part): Promise<void> {
  const cache = await caches.open(name)
  const kept = await Promise.all(files.map((file) => keepFile(cache, file, 'auto')))
  if (kept.includes(false)) throw new Error('a file of this build is missing')
}

/** Keeps as many files of a part as can be had now. */
export async function keep({ cache: name, files }: Part): Promise<void> {
  const cache = await caches.open(name)
  await Promise.allSettled(files.map((file) => keepFile(cache, file, 'low')))
}
