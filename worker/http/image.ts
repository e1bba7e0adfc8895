import { createMiddleware } from 'hono/factory'
import type { Picture } from '../photos/picture.ts'
import { strip } from '../photos/strip.ts'
import { bytesDigest } from '../security/chain.ts'
import type { AppEnv } from './context.ts'
import { problem } from './problem.ts'
import { idempotent } from './validate.ts'

const IMAGE_MAX_BYTES = 5 * 1024 * 1024
const TYPES = ['image/jpeg', 'image/png']

/** The body, or null when it is larger than allowed (read no further than that). */
async function readBytes(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > IMAGE_MAX_BYTES) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > IMAGE_MAX_BYTES) return null
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/** Reads a photo and takes everything off it but the picture; `c.get('picture')` and its digest are then set. */
const image = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.includes(type)) return problem(c, 'unsupported-media-type')
  const bytes = await readBytes(c.req.raw)
  if (!bytes) return problem(c, 'too-large')
  const picture: Picture | null = strip(bytes)
  if (!picture) return problem(c, 'bad-request', [{ field: '', code: 'not-a-picture' }])
  c.set('picture', picture)
  c.set('canonicalBody', bytesDigest(picture.bytes))
  await next()
})

/** A write whose body is a photo, with a key. */
export const writeImage = [image, idempotent] as const
