import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { signIn } from '../../scripts/client.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import { startPhone } from '../../scripts/phone/server.ts'
import { root, type System, until } from '../support/world.ts'

/**
 * Starts the Worker on the platform's runtime alone. `wrangler dev` puts a proxy in front of it that takes
 * longer than most answers do.
 */
export async function startPlatform(vars: Record<string, string> = {}): Promise<System> {
  const dir = mkdtempSync(join(tmpdir(), 'sesame-bench-'))
  const local = await ensureLocalKeys(root)
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const phone = await startPhone({
    port: 0,
    smtpPort: 0,
    dir,
    cert: read('.keys/tls.crt'),
    key: read('.keys/tls.key'),
  })
  await buildLazy(root)
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: bundle(dir) }],
      compatibilityDate: /compatibility_date = "(.+)"/.exec(read('wrangler.toml'))?.[1] ?? '',
      durableObjects: Object.fromEntries(
        ['Shipment', 'Person', 'Webhook', 'Quota', 'Bare'].map((className) => [
          className.toUpperCase(),
          { className, useSQLite: true },
        ]),
      ),
      d1Databases: ['DB'],
      r2Buckets: ['PHOTOS'],
      bindings: {
        ...local,
        MESSENGER_PROTOCOL: '',
        TELEGRAM_BOT_TOKEN: '',
        MAX_BOT_TOKEN: '',
        VOICE_PROTOCOL: '',
        SMS_URL: `${phone.url}/smsc/send.php`,
        ...vars,
      },
      serviceBindings: { ASSETS: () => new Response(null, { status: 404 }) as never },
    }),
  )
  const url = (await mf.ready).origin
  const db = await mf.getD1Database('DB')
  for (const name of readdirSync(join(root, 'migrations')).sort())
    for (const statement of statements(read(`migrations/${name}`))) await db.prepare(statement).run()
  const signingKey = JSON.parse(read('.keys/signing.jwk')) as JWK
  return {
    url,
    publicUrl: String(({ ...local, ...vars } as Record<string, unknown>).PUBLIC_URL),
    phoneUrl: phone.url,
    signingKey,
    dispatcher: await signIn(url, signingKey, 'dispatcher', { name: 'Bench' }),
    messages: async (to) => phone.messages().filter((m) => to === undefined || m.to === to),
    until,
    close: async () => {
      await mf.dispose()
      await phone.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Bundles the benches' entry as a deployment does and returns the script's text. */
function bundle(dir: string): string {
  const out = join(dir, 'out')
  const entry = join(root, 'test/bench/entry/worker.ts')
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
  const args = [
    wrangler,
    'deploy',
    entry,
    '--dry-run',
    '--outdir',
    out,
    '--config',
    join(root, 'wrangler.toml'),
  ]
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return readFileSync(join(out, 'worker.js'), 'utf8')
}

const statements = (sql: string) =>
  sql
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .filter((statement) => statement.trim() !== '')
