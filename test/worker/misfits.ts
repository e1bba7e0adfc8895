/** The text of a body that is wrong in one place. */
export interface Misfit {
  what: string
  /** The path of the wrong field, such as `parcels.0.label`. */
  field: string
  text: string
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
/** JSON has no infinity, but it can hold a number that is too large. Such a number replaces this text. */
const INFINITE = '"∞"'

type Holder = Record<string, Json>

function at(body: Json, path: readonly string[], change: (holder: Holder, name: string) => void): string {
  const copy = structuredClone(body)
  let holder = copy as Holder
  for (const name of path.slice(0, -1)) holder = holder[name] as Holder
  change(holder, path.at(-1) ?? '')
  return JSON.stringify(copy).replaceAll(INFINITE, '1e999')
}

function* fieldsOf(value: Json, path: string[] = []): Generator<{ path: string[]; value: Json }> {
  if (path.length > 0) yield { path, value }
  if (value === null || typeof value !== 'object') return
  for (const [name, inner] of Object.entries(value)) yield* fieldsOf(inner, [...path, name])
}

function wrongFor(value: Json, canary: string): [what: string, wrong: Json][] {
  const nothing: [string, Json] = ['null', null]
  if (typeof value === 'string')
    return [
      nothing,
      ['a number', 4_815_162_342],
      ['a list', [canary]],
      ['an object', { [canary]: canary }],
      ['too long', canary.repeat(600)],
      ['empty', ''],
      ['half a character', `\ud800${canary}`],
      ['a control character', `${canary}\u0000`],
    ]
  if (typeof value === 'number') return [nothing, ['a text', canary], ['infinite', '∞'], ['a truth', true]]
  if (typeof value === 'boolean') return [nothing, ['a text', canary], ['a number', 1], ['"true"', 'true']]
  if (Array.isArray(value))
    return [nothing, ['a text', canary], ['an object', { 0: canary }], ['empty', []], ['with a null', [null]]]
  return [nothing, ['a text', canary], ['a list', [canary]], ['a number', 1]]
}

/** Yields every way in which each field of a good body can be wrong. */
export function* misfits(
  body: object,
  {
    optional = [],
    mayBeEmpty = [],
    mayBeNull = [],
  }: { optional?: readonly string[]; mayBeEmpty?: readonly string[]; mayBeNull?: readonly string[] },
  canary: string,
): Generator<Misfit> {
  const good = body as { [name: string]: Json }
  for (const unknown of [canary.replace(/\d/g, 'x'), 'toString', '__proto__'])
    yield {
      what: `unknown ${unknown}`,
      field: unknown,
      text: `{${JSON.stringify(unknown)}:${JSON.stringify(canary)},${JSON.stringify(good).slice(1)}`.replace(
        ',}',
        '}',
      ),
    }
  for (const { path, value } of fieldsOf(good)) {
    const field = path.join('.')
    const list = Number.isInteger(Number(path.at(-1)))
    for (const [what, wrong] of wrongFor(value, canary)) {
      if (what === 'empty' && mayBeEmpty.includes(field)) continue
      if (what === 'null' && mayBeNull.includes(field)) continue
      yield {
        what: `${field}: ${what}`,
        field,
        text: at(good, path, (holder, name) => {
          holder[name] = wrong
        }),
      }
    }
    if (!list && !optional.includes(field))
      yield {
        what: `${field}: missing`,
        field,
        text: at(good, path, (holder, name) => {
          delete holder[name]
        }),
      }
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      yield {
        what: `${field}: an unknown field in it`,
        field,
        text: at(good, [...path, 'surplus'], (holder, name) => {
          holder[name] = canary
        }),
      }
  }
}

export const NOT_OBJECTS = (canary: string) => [
  'null',
  '[]',
  `"${canary}"`,
  '42',
  'true',
  `[{"x":"${canary}"}]`,
]
export const FREE_OF_FORM = (canary: string) => [
  '',
  canary,
  `{"${canary}`,
  `{"x":"${canary}"`,
  `{x:'${canary}'}`,
  `x=${canary}`,
  `${'['.repeat(50_000)}"${canary}"`,
]
/** Ids as they stand in an address, already escaped where needed. */
export const IMPOSSIBLE_IDS = (canary: string) => [
  `${canary}%00`,
  `${canary}%20`,
  `..%2f${canary}%2f..`,
  canary.repeat(400),
  `${canary}%F0%9F%94%91`,
  `${canary}%E0%A4%A`,
  `%27%20OR%20%27${canary}`,
]
