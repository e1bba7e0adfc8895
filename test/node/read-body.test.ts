import { Hono } from 'hono'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../worker/http/context.ts'
import { body, readBytes } from '../../worker/http/validate.ts'

const streamOf = (start: (controller: ReadableStreamDefaultController) => void) =>
  new Request('https://sesame.example/', {
    method: 'POST',
    body: new ReadableStream({ start }),
    duplex: 'half',
  } as RequestInit)

test('a body that breaks off is the caller’s doing: it is told as such and is no fault of ours', async () => {
  const broken = streamOf((controller) => {
    controller.enqueue(new TextEncoder().encode('{"half":'))
    controller.error(new Error('the network is gone'))
  })
  expect(await readBytes(broken, 100)).toBe('broken-off')
})

test('a body is read no further than allowed, whatever it says of its length', async () => {
  let pulled = 0
  const endless = new Request('https://sesame.example/', {
    method: 'POST',
    body: new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(1000))
      },
    }),
    duplex: 'half',
  } as RequestInit)
  expect(await readBytes(endless, 10_000)).toBe('too-large')
  expect(pulled).toBeLessThan(20)
})

const form = v.looseObject({})
const app = new Hono<AppEnv>().post('/', body(form), (c) => c.json({}, 200))
const ask = async (text: string) => {
  const headers = { 'content-type': 'application/json' }
  const response = await app.request('/', { method: 'POST', headers, body: text })
  return { status: response.status, body: await response.json() }
}

test.each([
  '{"a":1,"a":2}',
  '{"a":{"b":1,"b":1}}',
  '{"a":[{"b":1},{"c":1,"c":2}]}',
  '{"a":1,"\\u0061":2}',
  '{"a" :1,"a"\n:2}',
])('R4: a field that stands twice is refused: %s', async (text) => {
  expect(await ask(text)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', errors: [{ field: '', code: 'duplicate-field' }] },
  })
})

test.each([
  '{"a":1,"b":2}',
  '{"a":"b:","c":"\\":","d":["e","f"]}',
  '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
  '{"":1}',
  '{"a":"\\\\"}',
])('R4: names in other places, and what only looks like a name, are no second field: %s', async (text) => {
  expect((await ask(text)).status).toBe(200)
})
