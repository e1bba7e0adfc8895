import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { buildWeb } from '../../scripts/build-web.ts'
import { Client, signIn } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import { startPhone } from '../../scripts/phone/server.ts'
import { migrate, type RunningServer } from '../../scripts/server.ts'
import { freePort } from './free-port.ts'
import type { KeptState } from './kept-state.ts'
import { startRuntime } from './runtime.ts'
import { emptyState } from './state.ts'

export const root = join(import.meta.dirname, '../..')

export interface Message {
  to: string
  channel: string
  at: string
  text: string
}

/** A Sesame that answers, wherever it runs, and the phone its messages reach. */
export interface System {
  url: string
  /** The address it says it has: what the operator signs is for it alone. */
  publicUrl: string
  phoneUrl: string
  dispatcher: Client
  signingKey: JWK
  /** Whether everybody signs in on a device of their own (R40). */
  onDevices?: boolean
  /** Everything that reached the phone, or one recipient of it, oldest first. */
  messages(to?: string): Promise<Message[]>
  /** Waits until something holds, for what leaves through the outbox. */
  until<T>(probe: () => Promise<T | null | undefined | false>): Promise<T>
  close(): Promise<void>
}

type Serving = Pick<RunningServer, 'url' | 'stop'>

/** A whole Sesame of its own: the real Worker, a phone, an empty state. */
export interface World extends System {
  state: string
}

/** A world that can be started again on the same state, by way of what serves it. */
interface Restartable<Server> extends World {
  server: Server
  restart(): Promise<void>
}

/** A world whose server is a process of its own. */
export type Killable = Restartable<RunningServer>

export const until: System['until'] = async (probe) => {
  for (let tries = 0; tries < 200; tries++) {
    const found = await probe()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('waited in vain')
}

export interface WorldOptions {
  /** Builds and serves the screens too. */
  web?: boolean
  /** Another entry than the Worker's own. */
  entry?: string
  /** In place of those in wrangler.toml. */
  vars?: Record<string, string>
  /** Hears what the server prints. */
  onOutput?: (text: string) => void
  /**
   * `all`: messengers and calls reach the phone too, its gateways send delivery reports by themselves. Otherwise there are SMS and e-mail, and nobody hears what became of them but by asking.
   */
  gateways?: 'all'
  /** A state that another version left, in place of an empty one. */
  kept?: KeptState
}

/** The secret phrase with which the provider of texts signs its reports. */
export const REPORT_KEY = 'the-phrase-of-the-reports'

/** Returns the settings of a bot whose messenger is the phone. */
const botVars = (bot: 'telegram' | 'max', phoneUrl: string) => {
  const prefix = `${bot.toUpperCase()}_BOT`
  return {
    [`${prefix}_URL`]: `${phoneUrl}/${bot}-bot`,
    [`${prefix}_LINK`]: `${phoneUrl}/bot/${bot}`,
    [`${prefix}_NAME`]: 'sesame_bot',
    [`${prefix}_TOKEN`]: 'test',
    [`${prefix}_SECRET`]: REPORT_KEY,
  }
}

/** Returns the settings of both providers of payments, which are the phone. */
const paymentVars = (phoneUrl: string) => ({
  PAYMENT_STRIPE_URL: `${phoneUrl}/stripe`,
  PAYMENT_STRIPE_KEY: 'test',
  PAYMENT_STRIPE_WEBHOOK_SECRET: REPORT_KEY,
  PAYMENT_YOOKASSA_URL: `${phoneUrl}/yookassa`,
  PAYMENT_YOOKASSA_SHOP: 'test',
  PAYMENT_YOOKASSA_KEY: 'test',
})

/** Starts what serves a world. */
type Start<Server> = (root: string, given: Parameters<typeof startRuntime>[1]) => Promise<Server>

/** Starts a world on the platform's runtime in a process of its own, for tests that kill it or start it again. */
export const startKillable = (options: WorldOptions = {}): Promise<Killable> =>
  openWorld(startRuntime, options)

/** Starts a world that is served by what `begin` starts. */
export async function openWorld<Server extends Serving>(
  begin: Start<Server>,
  { web = false, vars = {}, entry, onOutput, gateways, kept }: WorldOptions = {},
): Promise<Restartable<Server>> {
  await ensureLocalKeys(root)
  if (web) await buildWeb(root)
  const state = mkdtempSync(join(tmpdir(), 'sesame-'))
  const signingKey =
    kept?.signingKey ?? (JSON.parse(readFileSync(join(root, '.keys/signing.jwk'), 'utf8')) as JWK)
  const port = await freePort()
  const phone = await startPhone({
    port: 0,
    smtpPort: 0,
    dir: join(state, 'phone'),
    cert: readFileSync(join(root, '.keys/tls.crt'), 'utf8'),
    key: readFileSync(join(root, '.keys/tls.key'), 'utf8'),
    ...(gateways && {
      bots: {
        publicUrl: `http://localhost:${port}`,
        secrets: { telegram: REPORT_KEY, max: REPORT_KEY },
      },
    }),
    ...(gateways && { reports: { publicUrl: `http://localhost:${port}`, phrase: REPORT_KEY } }),
    payments: { publicUrl: `http://localhost:${port}`, webhookSecret: REPORT_KEY },
  })
  const smsc = `${phone.url}/smsc/send.php`
  const persisted = join(state, 'wrangler')
  if (kept) cpSync(kept.state, persisted, { recursive: true })
  await (kept ? migrate(root, persisted) : emptyState(root, persisted))
  const start = () =>
    begin(root, {
      port,
      state: persisted,
      web,
      vars: {
        ...kept?.vars,
        PUBLIC_URL: `http://localhost:${port}`,
        SMS_URL: smsc,
        ...(gateways && {
          MESSENGER_PROTOCOL: 'smsc',
          MESSENGER_URL: smsc,
          VOICE_PROTOCOL: 'smsc',
          VOICE_URL: smsc,
          ...botVars('telegram', phone.url),
          ...botVars('max', phone.url),
        }),
        ...paymentVars(phone.url),
        SMTP_PORT: String(phone.smtpPort),
        SMS_REPORT_KEY: REPORT_KEY,
        ...vars,
      },
      ...(entry && { entry }),
      ...(onOutput && { onOutput }),
    })
  const server = await start()
  const desk = new Client(server.url)
  if (vars.DEVICES === 'required') desk.device = new Device()
  const world: Restartable<Server> = {
    url: server.url,
    publicUrl: vars.PUBLIC_URL ?? `http://localhost:${port}`,
    phoneUrl: phone.url,
    dispatcher: await signIn(server.url, signingKey, 'dispatcher', { name: 'Test' }, desk),
    onDevices: vars.DEVICES === 'required',
    server,
    state,
    signingKey,
    messages: async (to) => (await phone.messages()).filter((m) => to === undefined || m.to === to),
    until,
    restart: async () => {
      world.server = await start()
    },
    close: async () => {
      await world.server.stop()
      await phone.close()
      rmSync(state, { recursive: true, force: true })
    },
  }
  return world
}

/** The last seven digits of the next number: they begin anywhere, as several processes may use one system. */
let serial = Math.floor(Math.random() * 1e7)
/** A phone number that no other test has; it exists, however many were asked for before. */
export const newPhone = () => `+3361${String(serial++ % 1e7).padStart(7, '0')}`

export interface Delivery {
  id: string
  phone: string
  labels: string[]
  courier: Client
  courierId: string
  roundId: string
  pointId: string
}

/** A contract in a profile; the id is made from what it overrides, so that tests share it. */
export async function contractFor(
  world: System,
  profile: 'kse' | 'chronopost',
  policy: object = {},
): Promise<string> {
  const id = `c${Buffer.from(JSON.stringify([profile, policy]))
    .toString('base64url')
    .slice(0, 60)}`
  await world.dispatcher.must('PUT', `/api/contracts/${id}`, { name: 'Maison Test', profile, policy })
  return id
}

/** A courier of a provider, signed in on a tablet, which signs if it is a device. */
export async function newCourier(
  world: System,
  device = world.onDevices ? new Device() : undefined,
): Promise<{ id: string; client: Client }> {
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Provider' })
  const { id } = await world.dispatcher.must('POST', '/api/couriers', {
    name: 'Lucas Moreau',
    providerId: provider.id,
  })
  const client = new Client(world.url)
  client.device = device
  await signIn(world.url, world.signingKey, 'courier', { subject: id, name: 'Lucas Moreau' }, client)
  return { id, client }
}

/** Announces one shipment; what is not given is believable. */
export async function announce(
  world: System,
  contractId: string,
  given: {
    parcels?: number
    recipient?: Record<string, unknown>
    waybill?: string
    destination?: { pointId: string }
    amounts?: Record<string, unknown>
  } = {},
): Promise<{ id: string; phone: string; labels: string[] }> {
  const phone = newPhone()
  const waybill = given.waybill ?? `WB${crypto.randomUUID().slice(0, 18).toUpperCase()}`
  const count = given.parcels ?? 1
  const labels = Array.from({ length: count }, (_, n) => (count === 1 ? waybill : `${waybill}-${n + 1}`))
  const { id } = await world.dispatcher.must('POST', '/api/shipments', {
    waybill,
    contractId,
    parcels: labels.map((label) => ({ label })),
    recipient: {
      name: 'Camille Renaud',
      phone,
      kind: 'consumer',
      address: {
        line1: '12 quai Perrache',
        city: 'Lyon',
        postcode: '69002',
        country: 'FR',
        lat: 45.7442,
        lon: 4.8215,
      },
      ...given.recipient,
    },
    inPerson: true,
    ...(given.destination && { destination: given.destination }),
    ...(given.amounts && { amounts: given.amounts }),
  })
  return { id, phone, labels }
}

/** A shipment at the door's step: announced, on a dispatched round of a courier of its own. */
export async function outForDelivery(
  world: System,
  profile: 'kse' | 'chronopost',
  given: {
    policy?: object
    parcels?: number
    recipient?: Record<string, unknown>
    amounts?: Record<string, unknown>
    arrived?: boolean
  } = {},
): Promise<Delivery> {
  const contractId = await contractFor(world, profile, given.policy)
  const point = await world.dispatcher.must('POST', '/api/points', {
    name: 'Relais Tabac des Brotteaux',
    kind: 'point',
    address: {
      line1: '3 place Jules-Ferry',
      city: 'Lyon',
      postcode: '69006',
      country: 'FR',
      lat: 45.7671,
      lon: 4.8597,
    },
  })
  const shipment = await announce(world, contractId, given)
  const out = await takenOut(world, shipment.id, given.arrived)
  return { ...shipment, ...out, pointId: point.id }
}

/** Takes a shipment out on a round of a new courier, and to its door if wanted. */
export async function takenOut(world: System, shipmentId: string, arrived = false) {
  const { id: courierId, client: courier } = await newCourier(world)
  const date = new Date().toISOString().slice(0, 10)
  const round = await world.dispatcher.must('POST', '/api/rounds', {
    courierId,
    date,
    shipmentIds: [shipmentId],
  })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  if (arrived) await courier.must('POST', `/api/stops/${shipmentId}/arrive`, { at: new Date().toISOString() })
  return { courier, courierId, roundId: round.id as string }
}

/** The secret as the recipient got it: from the newest message on their phone. */
export async function secretOf(world: System, phone: string): Promise<{ pin: string | null; link: string }> {
  return world.until(async () => {
    const texts = (await world.messages(phone)).map((message) => message.text)
    const text = texts.findLast((candidate) => /\/r#/.test(candidate))
    const link = text && /https?:\/\/\S+\/r#\S+/.exec(text)?.[0]
    // An address has digits too: the code is what follows its word.
    const pin = text && /(?:code|код)[^0-9]{0,30}(\d{5,8})\b/i.exec(text.replace(link ?? '', ''))?.[1]
    return link ? { link, pin: pin ?? null } : null
  })
}

/** A recipient's phone that opened the link: its cookie and the delivery's path. */
export async function openLink(world: System, link: string): Promise<{ phone: Client; path: string }> {
  const phone = new Client(world.url)
  const token = link.split('#')[1] ?? ''
  const { deliveryId } = await phone.must('POST', '/api/session', { token })
  return { phone, path: `/api/deliveries/${deliveryId}` }
}
