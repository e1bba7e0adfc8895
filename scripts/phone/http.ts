import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Bot } from '../../worker/domain/terms.ts'
import { isBot, startChat } from './bots.ts'
import type { GatewayAnswer, Providers } from './gateway.ts'
import type { Inbox, Received } from './inbox.ts'
import { OUTAGE_FORM } from './outage.ts'
import { ACT_FORM, ACTIONS } from './payments/desk.ts'
import { MODES_FORM } from './payments/modes.ts'
import { payPage } from './payments/page.ts'
import { REPORTS_FORM } from './reports.ts'
import { gatewayOf } from './routes.ts'

/** A mail brings its picture along. */
const MAX_BODY_BYTES = 256 * 1024
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/** Mails must not run scripts or load anything. Only their own styles and inline pictures are shown. */
const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src data:; frame-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"

const PAGE: Record<string, [file: string, type: string]> = {
  '/': ['page/index.html', 'text/html; charset=utf-8'],
  '/bot/telegram': ['page/bot.html', 'text/html; charset=utf-8'],
  '/bot/max': ['page/bot.html', 'text/html; charset=utf-8'],
  '/bot.js': ['page/bot.js', 'text/javascript; charset=utf-8'],
  '/pay.css': ['page/pay.css', 'text/css; charset=utf-8'],
  '/phone.css': ['page/phone.css', 'text/css; charset=utf-8'],
  '/parts.js': ['page/parts.js', 'text/javascript; charset=utf-8'],
  '/phone.js': ['page/phone.js', 'text/javascript; charset=utf-8'],
}

/**
 * Returns the phone's HTTP server: the gateways' endpoints, the messages as JSON, the page and its live
 * stream.
 */
export function createPhoneHttp(at: Providers): Server {
  return createServer((request, response) => {
    handle(request, response, at).catch(() => json(response, { status: 400, body: 'bad request' }))
  })
}

async function handle(request: IncomingMessage, response: ServerResponse, at: Providers) {
  // Messages carry secrets. This check keeps them from a page whose own host name resolves to loopback.
  if (!LOOPBACK_HOST.test(request.headers.host ?? '')) return json(response, { status: 421, body: 'host' })
  const url = new URL(request.url ?? '/', 'http://localhost')
  const { method = '', headers } = request
  const call = `${method} ${url.pathname}`
  if (call === 'GET /messages') return json(response, { status: 200, body: list(at.inbox, url) })
  if (call === 'GET /stream') return stream(request, response, at.inbox)
  if (call === 'POST /outage') return json(response, await setOutage(request, at))
  if (call === 'POST /reports') return json(response, await setReports(request, at))
  if (call === 'GET /payments') return json(response, { status: 200, body: at.payments.sums() })
  if (call === 'POST /payments/modes') return json(response, await setModes(request, at))
  if (call === 'POST /payments/act') return json(response, await act(request, at))
  if (url.pathname.startsWith('/pay/')) {
    const { status, headers: given, body } = payPage(method, url, await read(request), at.payments)
    response.writeHead(status, given)
    return void response.end(body)
  }
  const opened = /^POST \/bot\/(\w+)\/start$/.exec(call)?.[1]
  if (isBot(opened)) return json(response, await open(request, opened, at))
  const route = gatewayOf(method, url.pathname)
  if (route) {
    const { gateway, params } = route
    return json(response, gateway({ url, headers, body: await read(request), params }, at))
  }
  const page = request.method === 'GET' && Object.hasOwn(PAGE, url.pathname) && PAGE[url.pathname]
  if (!page) return json(response, { status: 404, body: 'not found' })
  response.writeHead(200, {
    'content-type': page[1],
    'content-security-policy': CSP,
    'cache-control': 'no-store',
  })
  response.end(readFileSync(new URL(page[0], import.meta.url)))
}

function list(inbox: Inbox, url: URL) {
  // A plus sign that was not encoded arrives as a blank.
  const wanted = url.searchParams.get('to')?.replace(/^ /, '+').toLowerCase()
  return inbox
    .all()
    .filter((message) => wanted === undefined || message.to === wanted)
    .map(({ to, channel, at, text }) => ({ to, channel, at, text }))
}

/** Streams server-sent events: one `inbox` event with all messages so far, then one `message` event each. */
function stream(request: IncomingMessage, response: ServerResponse, inbox: Inbox) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const tell = (event: string, data: Received | Received[]) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  tell('inbox', inbox.all())
  const stop = inbox.watch((message) => tell('message', message))
  request.on('close', stop)
}

async function setOutage(request: IncomingMessage, { outage }: Providers): Promise<GatewayAnswer> {
  return set(request, (body) => outage.set(body) && { turnedAway: outage.turnedAway }, OUTAGE_FORM)
}

async function setReports(request: IncomingMessage, { reports }: Providers): Promise<GatewayAnswer> {
  return set(request, (body) => reports.set(body) && {}, REPORTS_FORM)
}

/** Says how a provider of payments behaves from now on. */
async function setModes(
  request: IncomingMessage,
  { payments: { modes } }: Providers,
): Promise<GatewayAnswer> {
  return set(request, (body) => modes.set(body) && { turnedAway: modes.turnedAway }, MODES_FORM)
}

/** Does to a payment what somebody would do on its page, or time or a bank would; `done`: whether that changed it. */
async function act(request: IncomingMessage, { payments }: Providers): Promise<GatewayAnswer> {
  const apply = (body: unknown) => {
    const { ref, action } = (body ?? {}) as Record<string, unknown>
    const known = ACTIONS.find((one) => one === action)
    return known !== undefined && typeof ref === 'string' && { done: payments.act(ref, known) }
  }
  return set(request, apply, ACT_FORM)
}

/** Opens a bot's chat by its deep link, and answers which one it is. */
async function open(request: IncomingMessage, bot: Bot, { bots }: Providers): Promise<GatewayAnswer> {
  if (!request.headers['content-type']?.startsWith('application/json'))
    return { status: 415, body: 'json only' }
  const { start } = JSON.parse(await read(request))
  if (!bots || typeof start !== 'string') return { status: 404, body: {} }
  return { status: 200, body: { to: await startChat(bot, start, bots) } }
}

/** Hands on what is posted; false is what has another form. */
async function set(
  request: IncomingMessage,
  apply: (body: unknown) => object | false,
  wanted: string,
): Promise<GatewayAnswer> {
  // A page of another origin needs a preflight for this content type, and this server answers none.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return { status: 415, body: 'json only' }
  const answer = apply(JSON.parse(await read(request)))
  return answer ? { status: 200, body: { ok: true, ...answer } } : { status: 400, body: `want ${wanted}` }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new Error('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function json(response: ServerResponse, { delayMs, ...answer }: GatewayAnswer): void {
  if (delayMs) return void setTimeout(() => json(response, answer), delayMs).unref()
  const { status, body, unheard } = answer
  if (unheard === 'silent') return
  if (unheard === 'lost') return void response.destroy()
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}
