import type { Failure, Problem } from './call.ts'

export type Downloaded = { ok: true; content: Blob; capped: boolean } | Failure

const NEW_LINE = 10
const COMMENT = 35
/** Kept of the end of a file, to see whether it says that it is not the whole. */
const TAIL = 400

/**
 * Reads an export as a file. `onLines` hears how many lines have come. A connection that breaks in the middle is a
 * failure: a part is never taken for the whole. `capped`: the list is longer, and the file's last line says so.
 */
export async function download(
  path: string,
  onLines: (lines: number) => void,
  { search = '', get = fetch }: { search?: string | undefined; get?: typeof fetch } = {},
): Promise<Downloaded> {
  try {
    const headers: Record<string, string> = { Accept: 'text/csv' }
    // As in `call`: histories and access logs keep addresses.
    if (search) headers['Sesame-Search'] = encodeURIComponent(search)
    const response = await get(path, { headers, credentials: 'same-origin' })
    if (!response.ok) {
      const problem = ((await response.json().catch(() => undefined)) ?? {}) as Problem
      const { status } = response
      return { ok: false, status, code: problem.code ?? `http-${status}`, problem }
    }
    const parts: Uint8Array<ArrayBuffer>[] = []
    let lines = 0
    const reader = response.body?.getReader()
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      parts.push(part.value as Uint8Array<ArrayBuffer>)
      for (const byte of part.value) if (byte === NEW_LINE) lines++
      // The first line names the columns.
      onLines(Math.max(0, lines - 1))
    }
    const content = new Blob(parts, { type: 'text/csv;charset=utf-8' })
    const end = new Uint8Array(await content.slice(-TAIL).arrayBuffer())
    const start = end.lastIndexOf(NEW_LINE, end.length - 2) + 1
    // A sentence with a comma in it is quoted.
    return { ok: true, content, capped: end[start] === COMMENT || end[start + 1] === COMMENT }
  } catch {
    return { ok: false, status: 0, code: 'offline', problem: {} }
  }
}
