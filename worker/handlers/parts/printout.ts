import { LOCALES, type Locale } from '../../domain/terms.ts'
import type { Context } from '../../http/context.ts'
import { raw } from '../../http/reply.ts'
import { printer } from '../../printer.ts'
import { photoKey } from '../../shipment/photos.ts'
import type { PrintoutFiles, PrintoutKind, PrintoutSubject } from '../../wire/printout.ts'

/** The total size of photos in one document; a larger file could not be sent by mail. */
const PHOTO_BYTES_MAX = 12 * 1024 * 1024

export type Format = 'json' | 'html' | 'pdf'

/** Returns the requested form: from `?format=`, else from the Accept header, else JSON. */
export function formatOf(c: Context): Format {
  const asked = c.http.req.query('format')
  if (asked === 'html' || asked === 'pdf' || asked === 'json') return asked
  const accept = c.http.req.header('accept') ?? ''
  if (/^text\/html/.test(accept)) return 'html'
  return /^application\/pdf/.test(accept) ? 'pdf' : 'json'
}

/** Returns the document's language: `?lang=`, else the recipient's. */
function localeOf(c: Context, locale: Locale): Locale {
  const asked = c.http.req.query('lang') ?? ''
  return (LOCALES as readonly string[]).includes(asked) ? (asked as Locale) : locale
}

/** Returns the time zone of the policy that the shipment was announced under. */
const zoneOf = ({ events }: PrintoutSubject): string =>
  (events[0]?.data as { policy?: { zone?: string } } | undefined)?.policy?.zone ?? 'UTC'

async function font(c: Context, name: string): Promise<ArrayBuffer> {
  const file = await c.env.ASSETS.fetch(new URL(`/fonts/${name}`, c.http.req.url))
  if (!file.ok) throw new Error(`the font ${name} is not among the assets`)
  return file.arrayBuffer()
}

/** Loads the photos of a shipment's claims, up to the size that a document may carry. */
async function photosOf(
  c: Context,
  { view, personalView }: PrintoutSubject,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  let size = 0
  for (const { id } of personalView.events.flatMap(({ photos }) => photos ?? [])) {
    const stored = await c.env.PHOTOS.get(photoKey(view.id, id))
    if (!stored || size + stored.size > PHOTO_BYTES_MAX) continue
    size += stored.size
    found.set(id, new Uint8Array(await stored.arrayBuffer()))
  }
  return found
}

/** Returns a document as an HTML page or as a PDF. */
export async function printout(
  c: Context,
  what: PrintoutKind,
  format: 'html' | 'pdf',
  subject: PrintoutSubject,
  attachment?: PrintoutFiles['attachment'],
): Promise<Response> {
  const { printPage, printPdf } = await printer()
  const { view } = subject
  const [locale, zone] = [localeOf(c, view.locale), zoneOf(subject)]
  if (format === 'html') {
    const photoUrl = (id: string) => `/api/shipments/${view.id}/photos/${id}`
    return raw(printPage(what, subject, locale, zone, photoUrl), {
      'Content-Type': 'text/html; charset=UTF-8',
      'Cache-Control': 'no-store',
    })
  }
  const photos = what === 'evidence' ? await photosOf(c, subject) : new Map<string, Uint8Array>()
  const files = { font: (name: string) => font(c, name), photos, attachment }
  const bytes = await printPdf(what, subject, locale, zone, files)
  return raw(bytes as Uint8Array<ArrayBuffer>, {
    'Content-Type': 'application/pdf',
    'Cache-Control': 'no-store',
    'Content-Disposition': `inline; filename="${fileName(view.waybill, what)}.pdf"`,
  })
}

/** Returns a file name made from the waybill. */
export const fileName = (waybill: string, what?: PrintoutKind): string =>
  `sesame-${waybill.replace(/[^A-Za-z0-9-]/g, '_')}${what === 'receipt' ? '-receipt' : ''}`
