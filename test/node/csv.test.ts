import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { download } from '../../web/api/download.ts'
import type { AppEnv, Context } from '../../worker/http/context.ts'
import { type CsvTable, csv, EXPORT_MAX, type Source, wantsCsv } from '../../worker/http/csv.ts'
import { csvLine, unguarded } from '../../worker/wire/csv.ts'

const NAMES: CsvTable<{ id: number; name: string }> = {
  name: 'na"mes\r\n',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
  ],
}
/** Returns a list of `length` lines that records how many lines each read asks for. */
function source(length: number, name = (id: number) => `n${id}`) {
  const asked: number[] = []
  return {
    asked,
    positionOf: ({ id }: { id: number }) => id,
    read: async (after: number | null, limit: number) => {
      asked.push(limit)
      const from = (after ?? 0) + 1
      const count = Math.min(limit, Math.max(0, length - from + 1))
      return Array.from({ length: count }, (_, n) => ({ id: from + n, name: name(from + n) }))
    },
  }
}
const serve = (from: Source<{ id: number; name: string }, number>) =>
  new Hono<AppEnv>().get('/', (http) => {
    const c = { http } as Context
    return wantsCsv(c) ? csv(c, NAMES, from) : http.text('page')
  })

test('text that a spreadsheet would run is shown instead, and is the same again when it is read', () => {
  for (const text of ['=1', '+7916', '-1', '@x', '\tx', '\r=1', '＝1', '＋7', '－1', '＠x']) {
    const line = csvLine([text], ';')
    expect(line).toContain(`'${text}`)
    expect(unguarded(`'${text}`)).toBe(text)
  }
  // Values that only look alike stay as they are: numbers, and the apostrophe of a name.
  expect(csvLine([-5, "'t Hooft", null, 'a;b', 'a"b', 'a\nb'], ';')).toBe(
    `-5;'t Hooft;;"a;b";"a""b";"a\nb"\r\n`,
  )
  expect(unguarded("'t Hooft")).toBe("'t Hooft")
})

test('a list is sent page by page and whole; titles and separator are the caller’s language’s', async () => {
  const from = source(1_234)
  const app = serve(from)
  const response = await app.request('/?format=csv&locale=fr')
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="names.csv"')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).split('\r\n')
  expect(lines.slice(0, 2)).toEqual(['ID;Nom', '1;n1'])
  expect(lines).toHaveLength(1 + 1_234 + 1)
  expect(Math.max(...from.asked)).toBeLessThanOrEqual(500)
  const first = async (headers: Record<string, string>, query = '') =>
    (await (await app.request(`/${query}`, { headers })).text()).split('\r\n')[0]
  expect(await first({ accept: 'text/csv', 'accept-language': 'de, ru-RU;q=0.8, en;q=0.5' })).toBe('ID;Имя')
  expect(await first({ accept: 'text/csv' })).toBe('ID,Name')
  expect(await first({ accept: 'text/csv', 'accept-language': 'ru' }, '?locale=en')).toBe('ID,Name')
  expect(await first({ accept: 'text/html,application/json' })).toBe('page')
})

test('a list without end is cut where it says, in its last line', async () => {
  const from = source(Number.MAX_SAFE_INTEGER)
  const text = await (await serve(from).request('/?format=csv')).text()
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(1 + EXPORT_MAX + 1 + 1)
  expect(lines.at(-2)).toMatch(/^"?# Only the first 50000 lines/)
  expect(from.asked.reduce((sum, limit) => sum + limit, 0)).toBe(EXPORT_MAX + 1)
  const exact = source(EXPORT_MAX)
  expect((await (await serve(exact).request('/?format=csv')).text()).split('\r\n')).toHaveLength(
    EXPORT_MAX + 2,
  )
})

test('a filter that finds little is looked through to an end, and the table says that it is not the whole', async () => {
  let reads = 0
  const sparse = {
    pages: async (after: number | null) => {
      reads++
      const id = (after ?? 0) + 1
      return { items: id % 100 === 0 ? [{ id, name: 'found' }] : [], next: id }
    },
  }
  const lines = (await (await serve(sparse).request('/?format=csv')).text()).split('\r\n')
  expect(reads).toBeLessThan(1_000)
  expect(lines.slice(1, 3)).toEqual(['100,found', '200,found'])
  expect(lines.at(-2)).toMatch(/^"?# Only the first 5 lines/)
})

test('a download counts its lines, knows when it is cut, and never takes a part for the whole', async () => {
  const counts: number[] = []
  const get = (from: ReturnType<typeof source>) => async () => serve(from).request('/?format=csv&locale=ru')
  const whole = await download('/', (count) => counts.push(count), { get: get(source(700)) })
  expect(whole).toMatchObject({ ok: true, capped: false })
  expect(counts.at(-1)).toBe(700)
  expect(await download('/', () => {}, { get: get(source(EXPORT_MAX + 1)) })).toMatchObject({
    ok: true,
    capped: true,
  })
  const broken = source(5_000)
  const read = broken.read
  broken.read = async (after, limit) => {
    if ((after ?? 0) > 1_000) throw new Error('lost')
    return read(after, limit)
  }
  expect(await download('/', () => {}, { get: get(broken) })).toMatchObject({ ok: false, code: 'offline' })
  const refused = async () => Response.json({ code: 'forbidden' }, { status: 403 })
  expect(await download('/', () => {}, { get: refused })).toMatchObject({
    ok: false,
    status: 403,
    code: 'forbidden',
  })
})
