import { createMiddleware } from 'hono/factory'
import type { Picture } from '../photos/picture.ts'
import { strip } from '../photos/strip.ts'
import { bytesDigest } from '../security/chain.ts'
import type { AppEnv } from './context.ts'
import { problem } from './problem.ts'
import { readBytes } from './validate.ts'

const IMAGE_MAX_BYTES = 5 * 1024 * 1024
const TYPES = ['image/jpeg', 'image/png']

/** Reads a photo and removes everything but the picture itself. */
export const image = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.includes(type)) return problem(c, 'unsupported-media-type')
  const bytes = await readBytes(c.req.raw, IMAGE_MAX_BYTES)
  if (bytes === 'too-large') return problem(c, bytes)
  if (bytes === 'broken-off') return problem(c, 'bad-request', [{ field: '', code: bytes }])
  const picture: Picture | null = strip(bytes)
  if (!picture) return problem(c, 'bad-request', [{ field: '', code: 'not-a-picture' }])
  c.set('picture', picture)
  c.set('canonicalBody', bytesDigest(picture.bytes))
  await next()
})
