import { qrPng } from '../../../worker/channels/qr-png.ts'
import { currencyDigits } from '../../../worker/domain/money.ts'
import type { KeptPayment } from './book.ts'
import { ACTIONS, type Desk } from './desk.ts'
import { NOTICE_MODES, REFUND_MODES } from './modes.ts'
import { WORDS } from './words.ts'

/** An answer to a browser. */
export interface PageAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Leads the payer elsewhere, so that the way back shows no form to be sent again. */
const lead = (location: string): PageAnswer => ({ status: 303, headers: { location }, body: '' })

/**
 * Shows the page where a payer pays, or does what was chosen on it. Nothing real is asked for: there is no field for a card.
 */
export function payPage(method: string, url: URL, body: string, desk: Desk): PageAnswer {
  const payment = desk.payment(url.pathname.slice('/pay/'.length))
  if (!payment) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such payment' }
  if (method !== 'POST') return { status: 200, headers: headersOf(payment), body: render(payment, url, desk) }
  const form = new URLSearchParams(body)
  const { provider, ref, returnUrl } = payment
  const chosen = form.get('action')
  if (chosen === 'modes') {
    desk.modes.set({ provider, notices: form.get('notices'), refunds: form.get('refunds') })
    return lead(url.pathname)
  }
  const action = ACTIONS.find((one) => one === chosen)
  if (action) desk.act(ref, action)
  if (action === 'decline' && provider === 'stripe') return lead(`${url.pathname}?declined`)
  return lead(action === 'expire' ? url.pathname : returnUrl)
}

/** A browser follows a form's redirect only to where the page may send forms. */
const headersOf = ({ returnUrl }: KeptPayment) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; " +
    `form-action 'self' ${new URL(returnUrl).origin}`,
  'cache-control': 'no-store',
})

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '')

function render(payment: KeptPayment, url: URL, desk: Desk): string {
  const { provider, description, lines, currency, amount, state } = payment
  const words = WORDS[provider]
  const digits = {
    minimumFractionDigits: currencyDigits(currency),
    maximumFractionDigits: currencyDigits(currency),
  }
  const format = new Intl.NumberFormat(words.lang, { style: 'currency', currency, ...digits })
  const sum = (minor: number) => safe(format.format(minor / 10 ** currencyDigits(currency)))
  const rows = lines.map(
    ({ name, quantity, price }) =>
      `<li><span>${safe(name)}${quantity > 1 ? ` × ${quantity}` : ''}</span><b>${sum(price * quantity)}</b></li>`,
  )
  return `<!doctype html>
<html lang="${words.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${safe(description || provider)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/pay.css" />
  </head>
  <body class="${provider}">
    <main>
      <p class="test">${words.test}</p>
      <p>${safe(description)}</p>
      <h1>${sum(amount)}</h1>
      <ul>${rows.join('')}</ul>
      ${url.searchParams.has('declined') ? `<p role="alert">${words.declined}</p>` : ''}
      ${state === 'open' ? choices(payment, url) : ended(payment)}
      ${tools(payment, desk)}
    </main>
  </body>
</html>
`
}

const button = (action: string, text: string, kind = '') =>
  `<button name="action" value="${action}" class="${kind}">${safe(text)}</button>`

function choices({ provider, ref }: KeptPayment, url: URL): string {
  const words = WORDS[provider]
  const bySbp = provider === 'yookassa' && url.searchParams.get('way') === 'sbp'
  const qr = bySbp && Buffer.from(qrPng(`SBP test ${ref}`)).toString('base64')
  const pay = qr
    ? `<p>${words.scan}</p><img class="qr" alt="QR" src="data:image/png;base64,${qr}" />${button('sbp', words.bank, 'main')}`
    : button('card', words.card, 'main') + (words.sbp && `<a class="button" href="?way=sbp">${words.sbp}</a>`)
  return `<form method="post" action="${url.pathname}">${pay}${button('decline', words.decline)}${button('back', words.back, 'quiet')}</form>`
}

const ended = ({ provider, state, returnUrl }: KeptPayment) =>
  `<p role="status">${WORDS[provider].states[state]}</p><a class="button" href="${safe(returnUrl)}">${WORDS[provider].return}</a>`

/** How the provider behaves from now on, for whoever tries the product. */
function tools({ provider, ref, state }: KeptPayment, desk: Desk): string {
  const words = WORDS[provider]
  const mode = desk.modes.of(provider)
  const select = (name: 'notices' | 'refunds', modes: readonly string[]) =>
    `<label>${words[name]} <select name="${name}">${modes
      .map((one) => `<option${one === mode[name] ? ' selected' : ''}>${one}</option>`)
      .join('')}</select></label>`
  const expire = state === 'open' ? button('expire', words.expire) : ''
  return `<details><summary>${words.more}</summary><form method="post" action="/pay/${ref}">
${select('notices', NOTICE_MODES)}${select('refunds', REFUND_MODES)}${button('modes', words.apply)}${expire}</form></details>`
}
