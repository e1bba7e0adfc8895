// @ts-check
import { dress, element, linked } from './parts.js'

/** @typedef {{to: string, channel: 'sms' | 'email' | 'messenger' | 'voice', at: string, text: string, from: string, subject?: string, html?: string}} Message */

const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' })

/** How each channel's messages look: a bubble, a bubble of a messenger, what is heard in a call, a letter. */
const BODIES = {
  sms: (/** @type {Message} */ { text }) => element('p', { class: 'sms' }, ...linked(text)),
  messenger: (/** @type {Message} */ { text }) => element('p', { class: 'sms chat' }, ...linked(text)),
  voice: (/** @type {Message} */ { text }) =>
    element('p', { class: 'sms call' }, element('strong', {}, '☎ call'), element('q', {}, text)),
  email: mail,
}

/** @type {Message[]} */
let messages = []
/** @type {string | null} */
let chosen = new URL(location.href).searchParams.get('to')?.replace(/^ /, '+').toLowerCase() ?? null

const source = new EventSource('/stream')
source.addEventListener('inbox', ({ data }) => {
  messages = JSON.parse(data)
  $('state').textContent = 'Live'
  drawList()
  drawPhone()
})
source.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data)
  messages.push(message)
  drawList()
  if (message.to === chosen) {
    append(message, true)
    drawHead()
  }
})
source.addEventListener('error', () => {
  $('state').textContent = 'Offline, trying again…'
})
$('back').addEventListener('click', () => choose(null))
addEventListener('popstate', () => {
  chosen = new URL(location.href).searchParams.get('to')?.replace(/^ /, '+') ?? null
  drawList()
  drawPhone()
})
drawPhone()
drawClock()
setInterval(drawClock, 10_000)

/** @param {string | null} to */
function choose(to) {
  chosen = to
  history.pushState(null, '', to ? `?to=${encodeURIComponent(to)}` : '/')
  drawList()
  drawPhone()
}

function drawClock() {
  $('clock').textContent = TIME.format(new Date())
}

/** Draws one row for each recipient, with the latest message first. */
function drawList() {
  const latest = new Map()
  for (const message of messages) {
    latest.delete(message.to)
    latest.set(message.to, message)
  }
  const rows = [...latest.values()].reverse().map((message) => {
    const row = element('a', { href: `?to=${encodeURIComponent(message.to)}` })
    if (message.to === chosen) row.setAttribute('aria-current', 'true')
    const words = element('span', {}, element('strong', {}, message.to))
    words.append(element('small', {}, message.subject ?? message.text))
    const face = element('span', { class: 'face' })
    dress(face, message.to)
    row.append(face, words, element('time', { datetime: message.at }, TIME.format(new Date(message.at))))
    row.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      choose(message.to)
    })
    return element('li', {}, row)
  })
  $('phones').replaceChildren(...rows)
  $('no-phones').hidden = rows.length > 0
}

function drawPhone() {
  document.body.classList.toggle('open', chosen !== null)
  $('phone').hidden = chosen === null
  $('choose').hidden = chosen !== null
  document.title = chosen ? `${chosen} · Phone` : 'Phones'
  $('thread').replaceChildren()
  if (chosen === null) return
  drawHead()
  for (const message of messages) if (message.to === chosen) append(message, false)
}

function drawHead() {
  const count = messages.filter((message) => message.to === chosen).length
  $('owner').textContent = chosen
  $('count').textContent = count === 0 ? 'No messages yet' : count === 1 ? '1 message' : `${count} messages`
  dress($('face'), chosen ?? '')
}

/** @param {Message} message @param {boolean} fresh */
function append(message, fresh) {
  const at = new Date(message.at)
  const today = at.toDateString() === new Date().toDateString()
  const when = `${today ? '' : `${DAY.format(at)}, `}${TIME.format(at)}`
  const body = BODIES[message.channel](message)
  if (fresh) body.classList.add('new')
  $('thread').append(element('p', { class: 'stamp' }, `${message.from} · ${when}`), body)
  toEnd()
}

/** @param {Message} message */
function mail(message) {
  const card = element('article', { class: 'mail' }, element('h2', {}, message.subject || '(no subject)'))
  if (!message.html) {
    card.append(element('p', { class: 'plain' }, ...linked(message.text)))
    return card
  }
  // The frame is same-origin only so that its height can be read. Nothing in a mail runs, because the sandbox
  // lacks allow-scripts and the page's own policy forbids it.
  const sandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'
  const frame = /** @type {HTMLIFrameElement} */ (
    element('iframe', { sandbox, title: message.subject ?? 'Mail' })
  )
  frame.addEventListener('load', () => {
    const page = frame.contentDocument
    if (!page) return
    for (const link of page.querySelectorAll('a')) {
      link.target = '_blank'
      link.rel = 'noopener noreferrer'
    }
    frame.style.height = `${page.documentElement.scrollHeight}px`
    toEnd()
  })
  frame.srcdoc = message.html
  card.append(frame)
  return card
}

function toEnd() {
  $('thread').scrollTop = $('thread').scrollHeight
}
