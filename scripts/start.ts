import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from './build-web.ts'
import { invitationUrl } from './client.ts'
import { endWithNpm } from './end-with-npm.ts'
import { ensureLocalKeys, phoneAddresses } from './local-keys.ts'
import { localPhone } from './phone/local.ts'
import { startPhone } from './phone/server.ts'
import { DISPATCHERS, newRun, type SeededDay, type SeedRun, seed } from './seed/seed.ts'
import { migrate, portFree, startServer } from './server.ts'

const root = join(import.meta.dirname, '..')
const PORT = Number(process.env.PORT ?? 8787)
const PHONE_PORT = Number(process.env.PHONE_PORT ?? 8788)
const SMTP_PORT = Number(process.env.SMTP_PORT ?? 8789)
const state = join(root, '.wrangler/state')
const seeded = join(root, '.wrangler/seeded.json')
/** Holds the run of a seeding that has not finished, so that the next start can continue it. */
const seeding = join(root, '.wrangler/seeding.json')
const phoneDir = join(root, '.phone')

// The child processes end together with this process.
endWithNpm(() => process.exit(1))

for (const [name, port] of Object.entries({ PORT, PHONE_PORT, SMTP_PORT })) {
  if (await portFree(port)) continue
  console.error(
    `Port ${port} is in use. Stop what uses it, or choose another: ${name}=${port + 100} npm start`,
  )
  process.exit(1)
}
if (process.argv.includes('--fresh'))
  for (const path of [state, seeded, seeding, phoneDir]) rmSync(path, { recursive: true, force: true })
const today = new Date().toISOString().slice(0, 10)
// Once the seeding is complete, people may work on that day. This process may have ended before it removed
// the seeding file.
if (existsSync(seeded)) rmSync(seeding, { force: true })
const begun: SeedRun | null = existsSync(seeding) ? JSON.parse(readFileSync(seeding, 'utf8')) : null
// A half-seeded day of an earlier date cannot be continued, and nobody works on it yet.
if (begun && !begun.startedAt.startsWith(today))
  for (const path of [state, seeding, phoneDir]) rmSync(path, { recursive: true, force: true })

/** Writes a file so that it exists completely or not at all, however this process ends. */
function putWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

console.log('Preparing…')
const keys = await ensureLocalKeys(root)
await buildWeb(root)
await migrate(root, state)
const local = { ...keys, PUBLIC_URL: `http://localhost:${PORT}` }
const phone = await startPhone(localPhone(root, local, { port: PHONE_PORT, smtpPort: SMTP_PORT }))
const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${PORT}`
const server = await startServer(root, {
  port: PORT,
  state,
  vars: {
    PUBLIC_URL: publicUrl,
    ...phoneAddresses(PHONE_PORT),
    SMTP_PORT: String(SMTP_PORT),
  },
  onOutput: (text) => /"bug"/.test(text) && process.stderr.write(text),
})
const signingKey = JSON.parse(readFileSync(join(root, '.keys/signing.jwk'), 'utf8'))
if (!existsSync(seeded)) {
  console.log('Announcing a day of work…')
  const run = begun?.startedAt.startsWith(today) ? begun : newRun()
  putWhole(seeding, JSON.stringify(run))
  putWhole(seeded, JSON.stringify(await seed(server.url, signingKey, run)))
  rmSync(seeding)
}
const day: Partial<Pick<SeededDay, 'dispatchers'>> & Omit<SeededDay, 'dispatchers'> = JSON.parse(
  readFileSync(seeded, 'utf8'),
)

const rows: [string, string][] = [['Recipient’s phone', phone.url]]
for (const { id, name, city } of day.couriers) {
  const { url } = await invitationUrl(publicUrl, signingKey, 'courier', { subject: id, name })
  rows.push([`Courier tablet: ${name}, ${city}`, url])
}
for (const { id, name, city } of day.points ?? []) {
  const { url } = await invitationUrl(publicUrl, signingKey, 'counter', { subject: id, name })
  rows.push([`Counter: ${name}, ${city}`, url])
}
rows.push(['Depot', (await invitationUrl(publicUrl, signingKey, 'depot', { name: 'Depot' })).url])
// Days seeded by an older version have no dispatchers, so two new ones are invited.
for (const { id, name } of day.dispatchers ?? DISPATCHERS.map((name) => ({ id: undefined, name }))) {
  const given = { name, ...(id && { subject: id }) }
  rows.push([`Dispatch: ${name}`, (await invitationUrl(publicUrl, signingKey, 'dispatcher', given)).url])
}
console.log('\nSesame is running. Each address with a # signs in once; start again for new ones.\n')
for (const [what, address] of rows) console.log(`${what}\n  ${address}`)
console.log(
  `\nLabels to scan: open a shipment in Dispatch. Stop with Ctrl+C; begin anew with npm start -- --fresh\n`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await Promise.all([server.stop(), phone.close()])
    process.exit(0)
  })
