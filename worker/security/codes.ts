/** Texts of QR codes and links. A text in another format costs no attempt and is never compared. */

const QR = /^SESAME:1:([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]{22})$/
const RECEIPT = /^SESAME:1R:([A-Za-z0-9_-]{1,64}):([1-9][0-9]?):([A-Za-z0-9_-]{22})$/
/** The id and bits of a link; both were longer in the past. */
const LINK = /^([A-Za-z0-9]{14})\.([A-Za-z0-9]{14})$/
const PAY = /^([A-Za-z0-9_-]{14,22})\.([A-Za-z0-9]{14})$/
const LONG_LINK = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/

export const qrText = (shipmentId: string, bits: string) => `SESAME:1:${shipmentId}:${bits}`
export const receiptText = (shipmentId: string, parcel: number, bits: string) =>
  `SESAME:1R:${shipmentId}:${parcel}:${bits}`
/** Returns the link of a shipment. The secret stands behind `#`, which no browser sends to a server. */
export const linkUrl = (publicUrl: string, shipmentId: string, bits: string) =>
  `${publicUrl}/r#${shipmentId}.${bits}`

/** Returns the address that only takes a shipment's payment (R30). It is no link: it opens no delivery. */
export const payUrl = (publicUrl: string, shipmentId: string, bits: string) =>
  `${publicUrl}/pay#${shipmentId}.${bits}`

export function parseQr(text: string): { shipmentId: string; bits: string } | null {
  const [, shipmentId, bits] = QR.exec(text) ?? []
  return shipmentId && bits ? { shipmentId, bits } : null
}

export function parseReceipt(text: string): { shipmentId: string; parcel: number; bits: string } | null {
  const [, shipmentId, parcel, bits] = RECEIPT.exec(text) ?? []
  return shipmentId && parcel && bits ? { shipmentId, parcel: Number(parcel), bits } : null
}

/** What a deep link into a bot's chat may carry. Old ids hold the sign that parts it, so the bits are read from the end. */
const CHAT = /^([A-Za-z0-9_-]{14,22})-([A-Za-z0-9]{14})$/

export const chatToken = (shipmentId: string, bits: string) => `${shipmentId}-${bits}`
export function parseChatToken(text: string): { shipmentId: string; bits: string } | null {
  const [, shipmentId, bits] = CHAT.exec(text) ?? []
  return shipmentId && bits ? { shipmentId, bits } : null
}

/** Parses what the payment-only address carries. */
export function parsePayToken(text: string): { shipmentId: string; bits: string } | null {
  const [, shipmentId, bits] = PAY.exec(text) ?? []
  return shipmentId && bits ? { shipmentId, bits } : null
}

/** Parses the token of a link, as its page exchanges it. */
export function parseLinkToken(text: string): { shipmentId: string; bits: string } | null {
  const [, shipmentId, bits] = LINK.exec(text) ?? LONG_LINK.exec(text) ?? []
  return shipmentId && bits ? { shipmentId, bits } : null
}
