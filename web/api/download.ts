import { type CallDeps, type Failure, type Problem, searchHeader, transport } from './call.ts'

export type Downloaded = { ok: true; content: Blob; capped: boolean } | Failure

const NEW_LINE = 10
const COMMENT = 35
/** How many bytes at the end of a file are read to find the line that says the list is incomplete. */
const TAIL = 400

/**
 * Downloads an export as a file. `onLines` is told how many lines have arrived. A connection that breaks
 * midway is a failure, so a part is never taken for the whole. `capped` means the list is longer than the
 * file, as the last line of the file says.
 */
export async function download(
  path: string,
  onLines: (lines: number) => void,
  { search = '', get = transport.fetch }: { search?: string | undefined; get?: CallDeps['fetch'] } = {},
): Promise<Downloaded> {
  try {
    const headers = { Accept: 'text/csv', ...searchHeader(search) }
    const response = await get(path, { method: 'GET', headers })
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
      // The first line holds the column names and does not count.
      onLines(Math.max(0, lines - 1))
    }
    const content = new Blob(parts, { type: 'text/csv;charset=utf-8' })
    const end = new Uint8Array(await content.slice(-TAIL).arrayBuffer())
    const start = end.lastIndexOf(NEW_LINE, end.length - 2) + 1
    // The closing sentence is quoted if it contains a comma, so the second sign is checked as well.
    return { ok: true, content, capped: end[start] === COMMENT || end[start + 1] === COMMENT }
  } catch {
    return { ok: false, status: 0, code: 'offline', problem: {} }
  }
}
