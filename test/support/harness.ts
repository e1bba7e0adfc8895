import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { createTestHarness, type TestHarness, type WorkerHandle } from 'wrangler'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { signIn } from '../../scripts/client.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import { startPhone } from '../../scripts/phone/server.ts'
import { startFront } from './front.ts'
import { root, type System, until } from './world.ts'

/** A world inside the harness: its objects can be evicted and their storage looked into. */
export interface Harness extends System {
  worker: WorkerHandle
  /** The object of a shipment loses its memory; its storage stays. */
  evict(shipmentId: string): Promise<void>
  /** SQL inside the object of a shipment. */
  sql(shipmentId: string, query: string): Promise<Record<string, unknown>[]>
}

/**
 * Starts a world inside the harness. `web` builds the screens too and serves everything at an address that is known
 * beforehand, as links and the check of Origin need: the harness chooses its own.
 */
export async function startHarness({ web = false } = {}): Promise<Harness> {
  const { SIGNING_KEYS: _same, ...local } = await ensureLocalKeys(root)
  const signingKey = JSON.parse(readFileSync(join(root, '.keys/signing.jwk'), 'utf8')) as JWK
  const dir = mkdtempSync(join(tmpdir(), 'sesame-phone-'))
  const [cert, key] = ['crt', 'key'].map((end) => readFileSync(join(root, `.keys/tls.${end}`), 'utf8'))
  const phone = await startPhone({ port: 0, smtpPort: 0, dir, cert: cert ?? '', key: key ?? '' })
  if (web) await buildWeb(root)
  await buildLazy(root)
  const front = web ? await startFront() : null
  const secrets = {
    ...local,
    ...(front && { PUBLIC_URL: front.url }),
    SMS_URL: `${phone.url}/smsc/send.php`,
    SMTP_PORT: String(phone.smtpPort),
  }
  const harness: TestHarness = createTestHarness({
    root,
    workers: [{ configPath: 'wrangler.toml', secrets }],
  })
  const { origin: behind, port } = (await harness.listen()).url
  front?.leadTo(Number(port))
  const origin = front?.url ?? behind
  const worker = harness.getWorker()
  await worker.applyD1Migrations('DB')
  return {
    url: origin,
    publicUrl: String((await worker.getEnv()).PUBLIC_URL),
    phoneUrl: phone.url,
    signingKey,
    worker,
    dispatcher: await signIn(origin, signingKey, 'dispatcher', { name: 'Test' }),
    // One that is not running has no memory to lose.
    evict: (name) =>
      worker.evictDurableObject('Shipment', { name, webSockets: 'hibernate' }).catch((error: Error) => {
        if (!error.message.includes('not currently running')) throw error
      }),
    sql: async (name, query) =>
      (await worker.getDurableObjectStorage('Shipment', { name })).exec(query) as never,
    messages: async (to) => phone.messages().filter((m) => to === undefined || m.to === to),
    until,
    close: async () => {
      await front?.close()
      await harness.close()
      await phone.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

let shared: Promise<Harness> | null = null

/** A world in the harness that the files of tests of one process share, on the same terms as `sharedWorld`. */
export function sharedHarness(): Promise<Harness> {
  shared ??= startHarness()
  return shared
}
