import { encode } from 'uqr'
import { strokePaths } from '../worker/domain/strokes.ts'
import type { Block, PrintDocument } from './blocks.ts'

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

const PAGE =
  'font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:32px auto;padding:0 16px;color:#161a22;background:#fff'
const CELL = 'padding:6px 8px;border-bottom:1px solid #d8d5cd;text-align:left;vertical-align:top'
const MUTED = 'color:#585f6c;font-size:14px'

function qr({ text, caption }: Extract<Block, { kind: 'qr' }>): string {
  const { data, size } = encode(text, { ecc: 'L', border: 4 })
  let path = ''
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`
    })
  })
  return `<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:center;break-inside:avoid"><svg xmlns="http://www.w3.org/2000/svg" width="220" viewBox="0 0 ${size} ${size}" role="img" aria-label="QR"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg><p style="${MUTED};flex:1;min-width:200px">${escaped(caption)}</p></div>`
}

function blockHtml(block: Block, photoUrl: (id: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:20px;margin:32px 0 8px">${escaped(block.text)}</h2>`
    case 'text':
      return `<p>${escaped(block.text)}</p>`
    case 'facts': {
      const rows = block.rows.map(
        ([name, value]) =>
          `<dt style="${MUTED}">${escaped(name)}</dt><dd style="margin:0;overflow-wrap:anywhere">${escaped(value)}</dd>`,
      )
      return `<dl style="display:grid;grid-template-columns:minmax(110px,auto) 1fr;gap:4px 24px;break-inside:avoid">${rows.join('')}</dl>`
    }
    case 'table': {
      const head = block.columns.map(({ title }) => `<th scope="col" style="${CELL}">${escaped(title)}</th>`)
      const rows = block.rows.map(
        (row) =>
          `<tr style="break-inside:avoid">${row.map((cell) => `<td style="${CELL};white-space:pre-line;overflow-wrap:break-word">${escaped(cell)}</td>`).join('')}</tr>`,
      )
      return `<div style="overflow-x:auto" tabindex="0"><table style="border-collapse:collapse;width:100%;font-size:14px"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
    }
    case 'qr':
      return qr(block)
    case 'drawing': {
      const { drawing, caption } = block
      const paths = strokePaths(drawing).map((path) => `<path d="${escaped(path)}"/>`)
      return `<figure style="margin:16px 0;break-inside:avoid"><figcaption style="${MUTED}">${escaped(caption)}</figcaption><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Number(drawing.width)} ${Number(drawing.height)}" style="width:min(100%,320px);border:1px solid #d8d5cd" role="img" aria-label="${escaped(caption)}" fill="none" stroke="#14203c" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</svg></figure>`
    }
    case 'photo': {
      const { id, caption } = block
      return `<figure style="margin:16px 0;break-inside:avoid"><figcaption style="${MUTED}">${escaped(caption)}</figcaption><img src="${escaped(photoUrl(id))}" alt="${escaped(caption)}" style="max-width:100%;max-height:480px"></figure>`
    }
  }
}

/**
 * Returns a document as an HTML page to print, without scripts. `photoUrl` gives the address of each photo.
 */
export function documentHtml(
  { lang, title, blocks }: PrintDocument,
  photoUrl: (id: string) => string,
): string {
  const body = blocks.map((block) => blockHtml(block, photoUrl)).join('')
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escaped(title)}</title></head><body style="${PAGE}"><main><h1 style="font-size:26px;margin:0 0 16px">${escaped(title)}</h1>${body}</main></body></html>`
}
