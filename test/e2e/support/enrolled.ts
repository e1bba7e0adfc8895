import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Device } from '../../../scripts/device.ts'
import type { Stage } from './stage.ts'

/**
 * Lends a page whose calls are signed by a device of the test's own (R40): the exchange of an invitation enrols it, and every
 * call after that proves it, whatever the page itself keeps. With null the exchange enrols none.
 */
export async function pageOn(
  stage: Pick<Stage, 'device'>,
  options: BrowserContextOptions,
  device: Device | null,
): Promise<Page> {
  const page = await stage.device(options)
  await page.route('**/api/**', async (route, request) => {
    const { pathname, search } = new URL(request.url())
    const { dpop: _own, ...headers } = request.headers()
    const given = request.postData()
    const exchange = pathname === '/api/session' && request.method() === 'POST'
    const body =
      exchange && given !== null
        ? JSON.stringify({ ...JSON.parse(given), device: device?.given })
        : (given ?? undefined)
    const key = headers['idempotency-key']
    const act = headers['sesame-act']
    const proof = device?.proof(request.method(), pathname + search, { ...(key && { key }), body, act })
    await route.continue({
      headers: { ...headers, ...(proof && { dpop: proof }) },
      ...(body !== undefined && { postData: body }),
    })
  })
  return page
}

/** Has a page keep a key of its own for a person, as the exchange of an invitation leaves it, and opens it again. */
export async function keepKey(page: Page, personId: string): Promise<void> {
  await page.evaluate(async (id) => {
    const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair
    const database = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open('sesame-device', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('keys')
      opening.onsuccess = () => done(opening.result)
    })
    const key = { personId: id, name: 'Bureau', algorithm: 'Ed25519', privateKey, print: 'x' }
    await new Promise((done) => {
      const writing = database.transaction('keys', 'readwrite')
      writing.objectStore('keys').put(key, id)
      writing.oncomplete = done
    })
    database.close()
  }, personId)
  await page.reload()
}

/** Gives a page an authenticator that verifies its person at once, as a fingerprint does (CDP, WebAuthn domain). */
export async function withAuthenticator(page: Page): Promise<{ credentials(): Promise<number> }> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return {
    credentials: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}
