import fc from 'fast-check'
import { DOCUMENT } from './openapi.ts'

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema, to be walked.
type Schema = any

/** Values to use for a field of that name, so that calls get past the check that what they name exists. */
export type Known = Record<string, readonly unknown[]>

const LONG = 40

function text(schema: Schema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 2000 } = schema
  const fits = (s: string) => s.length >= minLength && s.length <= maxLength
  if (schema.format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString())
  if (schema.format === 'date')
    return fc.constantFrom('2026-11-22', '2028-02-29', '2031-12-31', '2026-02-31', '0001-01-01', '9999-12-31')
  if (schema.format === 'uri')
    return fc.constantFrom(
      'http://127.0.0.1:1/hook',
      'https://example.org/h?x=1',
      'ftp://x',
      'http://[::1]/',
      'data:,x',
    )
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern), { size: 'small' }).filter(fits)
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, LONG), unit: 'grapheme' }),
    fc.constant('x'.repeat(Math.max(minLength, maxLength))),
  )
}

function number(schema: Schema): fc.Arbitrary<number> {
  const { minimum: min = -1e9, maximum: max = 1e9 } = schema
  const bounds = fc.constantFrom(min, max, 0).filter((n) => n >= min && n <= max)
  if (schema.type === 'integer')
    return fc.oneof(bounds, fc.integer({ min: Math.ceil(min), max: Math.floor(max) }))
  return fc.oneof(bounds, fc.double({ min, max, noNaN: true }))
}

/** Returns values of a schema of the document, including its bounds. */
export function valuesOf(schema: Schema, known: Known = {}, name = ''): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesOf(DOCUMENT.components.schemas[schema.$ref.split('/').at(-1)], known, name)
  const given = known[name]
  const own = made(schema, known, name)
  return given && schema.type === 'string'
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...given) }, own)
    : own
}

function made(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one: Schema) => valuesOf(one, known, name)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'number':
    case 'integer':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      if (schema.prefixItems)
        return fc.tuple(...schema.prefixItems.map((one: Schema) => valuesOf(one, known)))
      const { minItems: minLength = 0, maxItems = 4 } = schema
      const each = valuesOf(schema.items, known, name.replace(/s$/, ''))
      return fc.array(each, { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 4)) })
    }
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([key, one]) => [
        key,
        valuesOf(one, known, key),
      ])
      return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** JSON has no infinity, but it can hold a number that is too large. Such a number replaces this text. */
const INFINITE = '∞'
export const CANARY = 'c4n4ry'
const WRONG: unknown[] = [
  null,
  '',
  CANARY,
  CANARY.repeat(200),
  `${CANARY}\u0000`,
  `\ud800${CANARY}`,
  `${CANARY}🔑`,
  -1,
  0.1,
  1e21,
  INFINITE,
  true,
  [],
  [null],
  {},
  { [CANARY]: CANARY },
]

/** Returns the text of a body in which one place is wrong, or which has an unknown field. */
export const wrongly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.tuple(value, fc.nat(), fc.constantFrom(...WRONG)).map(([body, at, wrong]) => {
    const places: [holder: Record<string, unknown>, key: string][] = []
    const walk = (inner: unknown) => {
      if (inner === null || typeof inner !== 'object') return
      for (const key of Object.keys(inner)) {
        places.push([inner as Record<string, unknown>, key])
        walk((inner as Record<string, unknown>)[key])
      }
    }
    const copy = structuredClone(body)
    walk(copy)
    const [holder, key] = places[at % Math.max(1, places.length)] ?? [copy as Record<string, unknown>, CANARY]
    if (at % 7 === 0) holder[`${CANARY}x`] = wrong
    else holder[key] = wrong
    return JSON.stringify(copy).replaceAll(`"${INFINITE}"`, '1e999')
  })

/** Bodies that are not a JSON object, are too big, or are nested too deep. */
export const RUBBISH = [
  '',
  'null',
  '[]',
  '42',
  `"${CANARY}"`,
  `{"${CANARY}`,
  '{"a":1,"a":2}',
  `{"__proto__":{"x":"${CANARY}"}}`,
  `${'['.repeat(50_000)}`,
  `{"x":"${CANARY.repeat(60_000)}"}`,
  '\uFEFF{}',
]

/** Ids as they stand in an address, already escaped where needed. */
export const ODD_IDS = [
  'none',
  CANARY,
  `${CANARY}%00`,
  `..%2f${CANARY}`,
  CANARY.repeat(300),
  `%F0%9F%94%91${CANARY}`,
  '%E0%A4%A',
  `%27%20OR%201%3D1--${CANARY}`,
  '*',
  `${CANARY}:1`,
  `${CANARY}:99999999999999999999`,
]

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Cursors that the server never gave: of another list, of another type, or of no list. */
export const ODD_CURSORS = [
  CANARY,
  '%00',
  encoded(null),
  encoded(1),
  encoded(-1),
  encoded(1e300),
  encoded(CANARY),
  encoded('\u0000'),
  encoded([]),
  encoded({}),
  encoded({ at: 1e21, id: CANARY }),
  encoded({ at: 0.5, id: '' }),
  encoded({ announcedAt: 0, id: CANARY }),
  encoded({ announcedAt: 1e300, id: CANARY }),
  encoded({ date: CANARY, id: CANARY }),
  encoded({ until: '9999', shipmentId: CANARY }),
  encoded({ at: -1, id: '\ud800' }),
]
