import type { Locale } from '../domain/policy.ts'
import type { ReceiptClaims } from '../wire/evidence.ts'
import { qrSvg } from './qr-svg.ts'

interface Words {
  title: string
  none: string
  number: string
  waybill: string
  sender: string
  carrier: string
  at: string
  parcels: string
  proof: Record<string, string>
  how: string
  verify: string
  of: (n: number, all: number) => string
}

const WORDS: Record<Locale, Words> = {
  en: {
    title: 'Receipt',
    none: 'Nothing was handed over yet.',
    number: 'Number',
    waybill: 'Waybill',
    sender: 'Sender',
    carrier: 'Carrier',
    at: 'Handed over',
    parcels: 'Parcels',
    proof: {
      pin: 'by the secret code',
      qr: 'by the QR code',
      link: 'on the recipient’s phone',
      identity: 'against an identity document',
      ordinary: 'against a signature',
    },
    how: 'Proof',
    verify: 'Anyone can check this receipt: scan the code or open',
    of: (n, all) => `${n} of ${all}`,
  },
  fr: {
    title: 'Reçu',
    none: 'Rien n’a encore été remis.',
    number: 'Numéro',
    waybill: 'Lettre de transport',
    sender: 'Expéditeur',
    carrier: 'Transporteur',
    at: 'Remis le',
    parcels: 'Colis',
    proof: {
      pin: 'avec le code secret',
      qr: 'avec le QR code',
      link: 'sur le téléphone du destinataire',
      identity: 'contre une pièce d’identité',
      ordinary: 'contre signature',
    },
    how: 'Preuve',
    verify: 'Chacun peut vérifier ce reçu : scannez le code ou ouvrez',
    of: (n, all) => `${n} sur ${all}`,
  },
  ru: {
    title: 'Квитанция',
    none: 'Пока ничего не вручено.',
    number: 'Номер',
    waybill: 'Накладная',
    sender: 'Отправитель',
    carrier: 'Перевозчик',
    at: 'Вручено',
    parcels: 'Места',
    proof: {
      pin: 'по секретному коду',
      qr: 'по QR-коду',
      link: 'на телефоне получателя',
      identity: 'по документу, удостоверяющему личность',
      ordinary: 'под подпись',
    },
    how: 'Подтверждение',
    verify: 'Квитанцию может проверить каждый: отсканируйте код или откройте',
    of: (n, all) => `${n} из ${all}`,
  },
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

const PAGE =
  'font:16px/1.5 system-ui,sans-serif;max-width:640px;margin:32px auto;padding:0 16px;color:#161a22'
const SHEET =
  'border:1px solid #d8d5cd;border-radius:12px;padding:24px;margin:0 0 24px;break-inside:avoid;display:grid;gap:8px'

/** Receipts as a page to print: what was handed over, how it was proved, and where anyone can check it. */
export function receiptPage(
  receipts: (ReceiptClaims & { jws: string })[],
  locale: Locale,
  publicUrl: string,
): string {
  const words = WORDS[locale]
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const line = (name: string, value: string) => `<div><b>${escaped(name)}</b> ${escaped(value)}</div>`
  const sheets = receipts.map((receipt) => {
    const { number, carrier, sender, waybill, iat, labels, of, proof, code, jws } = receipt
    return `<section style="${SHEET}"><h1 style="font-size:24px;margin:0">${escaped(words.title)} ${escaped(number)}</h1>${line(words.carrier, carrier)}${line(words.sender, sender)}${line(words.waybill, waybill)}${line(words.at, `${when.format(iat * 1000)} UTC`)}${line(words.parcels, `${words.of(labels.length, of)}: ${labels.join(', ')}`)}${line(words.how, `${words.proof[proof] ?? proof} (${code})`)}<div style="width:260px">${qrSvg(`${publicUrl}/verify#${jws}`)}</div><div style="font-size:14px">${escaped(words.verify)} ${escaped(publicUrl)}/verify</div></section>`
  })
  const body = sheets.length > 0 ? sheets.join('') : `<p>${escaped(words.none)}</p>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escaped(words.title)}</title></head><body style="${PAGE}">${body}</body></html>`
}
