// @ts-check
/** @typedef {{to: string, channel: 'sms' | 'email', at: string, text: string, from: string, subject?: string, html?: string}} Message */

const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))
const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' })
const ICONS = {
  sms: 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
  email: 'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm-1 2 9 6 9-6',
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

/** One row a recipient, the latest first. */
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
  const body =
    message.channel === 'sms' ? element('p', { class: 'sms' }, ...linked(message.text)) : mail(message)
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
  // Same origin only so that its height can be read: without allow-scripts, and by the page's own policy,
  // nothing in a mail runs.
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

/** Text with its addresses as links, built from nodes: a message is never read as markup. @param {string} text */
function linked(text) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(end, match.index))
    parts.push(element('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]))
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}

/** A recipient's badge: a colour of their own, and what kind of address it is. @param {HTMLElement} face @param {string} to */
function dress(face, to) {
  const hue = [...to].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7)
  face.style.setProperty('--hue', String(hue))
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', to.includes('@') ? ICONS.email : ICONS.sms)
  svg.append(path)
  face.replaceChildren(svg)
}

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
