export type DoorCode = 'qr' | 'receipt' | 'other'

/**
 * Says what a text in front of the tablet's camera is. Only our own codes are ever sent: a parcel's label, an
 * advertisement or a ticket must neither cost a request nor look like an attempt.
 */
export function doorCode(text: string): DoorCode {
  if (text.startsWith('SESAME:1R:')) return 'receipt'
  return text.startsWith('SESAME:1:') ? 'qr' : 'other'
}
