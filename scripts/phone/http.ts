import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Inbox, Received } from './inbox.ts'
import type { Outage } from './outage.ts'
import { type GatewayAnswer, smsc, smscStatus, twilio, twilioList } from './sms.ts'

const MAX_BODY_BYTES = 64 * 1024
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i
const TWILIO = /^\/twilio\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/

/** Mails must not run scripts or load anything. Only their own styles and inline pictures are shown. */
const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src data:; frame-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"

const PAGE: Record<string, [file: string, type: string]> = {
  '/': ['page/index.html', 'text/html; charset=utf-8'],
  '/phone.css': ['page/phone.css', 'text/css; charset=utf-8'],
  '/parts.js': ['page/parts.js', 'text/javascript; charset=utf-8'],
  '/phone.js': ['page/phone.js', 'text/javascript; charset=utf-8'],
}

/**
 * Returns the phone's HTTP server: the gateways' endpoints, the messages as JSON, the page and its live
 * stream.
 */
export function createPhoneHttp(inbox: Inbox, outage: Outage): Server {
  return createServer((request, response) => {
    handle(request, response, inbox, outage).catch(() => json(response, { status: 400, body: 'bad request' }))
  })
}

async function handle(request: IncomingMessage, response: ServerResponse, inbox: Inbox, outage: Outage) {
  // Messages carry secrets. This check keeps them from a page whose own host name resolves to loopback.
  if (!LOOPBACK_HOST.test(request.headers.host ?? '')) return json(response, { status: 421, body: 'host' })
  const url = new URL(request.url ?? '/', 'http://localhost')
  const call = `${request.method} ${url.pathname}`
  if (call === 'GET /messages') return json(response, { status: 200, body: list(inbox, url) })
  if (call === 'GET /stream') return stream(request, response, inbox)
  if (call === 'POST /outage') return json(response, await setOutage(request, outage))
  if (call === 'POST /smsc/send.php') return json(response, smsc(await form(request), inbox, outage))
  if (call === 'POST /smsc/status.php') return json(response, smscStatus(await form(request), inbox))
  if (request.method === 'GET' && TWILIO.test(url.pathname))
    return json(response, twilioList(url.searchParams.get('To') ?? '', inbox))
  const account = request.method === 'POST' && TWILIO.exec(url.pathname)?.[1]
  if (account) {
    const fields = await form(request)
    const sid = decodeURIComponent(account)
    return json(response, twilio(sid, request.headers.authorization, fields, inbox, outage))
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

async function setOutage(request: IncomingMessage, outage: Outage): Promise<GatewayAnswer> {
  // A page of another origin needs a preflight for this content type, and this server answers none.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return { status: 415, body: 'json only' }
  if (outage.set(JSON.parse(await read(request))))
    return { status: 200, body: { ok: true, turnedAway: outage.turnedAway } }
  return { status: 400, body: 'want {channel: "sms"|"email", mode: "retry"|"failed"|"lost"|"off"}' }
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await read(request))
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

function json(response: ServerResponse, { status, body, lost }: GatewayAnswer): void {
  if (lost) return void response.destroy()
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}
