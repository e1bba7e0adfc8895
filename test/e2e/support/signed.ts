import type { Page } from 'playwright-core'

/**
 * Makes a call as the page itself would: with the cookie that no script can read, signed by the key that none can read
 * either (R40). `role` says whose key it is where several people have signed in here.
 */
export async function signedCall(
  page: Page,
  method: string,
  path: string,
  body?: object,
  role = new URL(page.url()).pathname.split('/')[2] ?? '',
): Promise<{ status: number; text: string }> {
  const { jti, text, dpop } = await page.evaluate(
    async ([method, path, body, role]) => {
      const coded = (bytes: ArrayBuffer | Uint8Array) =>
        btoa(String.fromCharCode(...new Uint8Array(bytes)))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replaceAll('=', '')
      const utf8 = (text: string) => new TextEncoder().encode(text)
      const roles: Record<string, string> = { dispatch: 'dispatcher' }
      const sessions = JSON.parse(localStorage.getItem('sesame.sessions') ?? '[]') as Record<string, string>[]
      const personId = sessions.find((one) => one.role === (roles[role] ?? role))?.personId
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open('sesame-device')
        opening.onsuccess = () => done(opening.result)
      })
      const key = await new Promise<{ algorithm: string; print: string; privateKey: CryptoKey }>((done) => {
        const reading = database
          .transaction('keys')
          .objectStore('keys')
          .get(personId ?? '')
        reading.onsuccess = () => done(reading.result)
      })
      database.close()
      const jti = crypto.randomUUID()
      const text = body === undefined ? undefined : JSON.stringify(body)
      const claims = {
        ...{ jti, htm: method, htu: path },
        ...(text && { bh: coded(await crypto.subtle.digest('SHA-256', utf8(text))) }),
      }
      const header = { typ: 'dpop+jwt', alg: key.algorithm, kid: key.print }
      const content = [header, claims].map((part) => coded(utf8(JSON.stringify(part)))).join('.')
      const signature = await crypto.subtle.sign('Ed25519', key.privateKey, utf8(content))
      return { jti, text, dpop: `${content}.${coded(signature)}` }
    },
    [method, path, body, role] as const,
  )
  const { origin } = new URL(page.url())
  const write = text && { 'content-type': 'application/json', 'idempotency-key': jti, origin }
  const answer = await page.request.fetch(`${origin}${path}`, {
    method,
    headers: { dpop, ...write },
    ...(text && { data: text }),
  })
  return { status: answer.status(), text: await answer.text() }
}
