/** The types of the files that are built in a compressed form too. */
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  wasm: 'application/wasm',
}

/** Whether a browser takes brotli (RFC 9110, 12.5.3). A weight of zero means that it does not. */
const takesBrotli = (accepted: string): boolean =>
  /(?:^|[\s,])br(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))\s*(?:[,;]|$)/.test(accepted)

/**
 * Returns a built file, as `path` below the assets, in its compressed form if there is one and the browser takes it.
 * The platform would compress it less, as it does so for every answer anew. A file that is not there is answered as
 * the asset server does.
 */
export async function builtFile(assets: Fetcher, path: string, request: Request): Promise<Response> {
  const { method, headers } = request
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)]
  const asked = { method, headers: conditionOf(headers) }
  if (type && takesBrotli(acceptedBy(request))) {
    const packed = await assets.fetch(new URL(`${path}.br`, request.url), asked)
    if (packed.ok || packed.status === 304) {
      const etag = packed.headers.get('ETag')
      return new Response(packed.body, {
        status: packed.status,
        encodeBody: 'manual',
        headers: {
          'Content-Type': type,
          'Content-Encoding': 'br',
          Vary: 'Accept-Encoding',
          ...(etag && { ETag: etag }),
        },
      })
    }
    await packed.body?.cancel()
  }
  // The asset server answers a page by its name without an end.
  const plain = await assets.fetch(new URL(path.replace(/\.html$/, ''), request.url), asked)
  const answer = new Response(plain.body, plain)
  answer.headers.append('Vary', 'Accept-Encoding')
  return answer
}

/** The platform may replace what the browser said and then keeps it. */
const acceptedBy = ({ headers, cf }: Request): string =>
  (cf?.clientAcceptEncoding as string | undefined) ?? headers.get('Accept-Encoding') ?? ''

/** Returns the header by which a browser says which version it has. */
function conditionOf(headers: Headers): Record<string, string> {
  const known = headers.get('If-None-Match')
  return known ? { 'If-None-Match': known } : {}
}
