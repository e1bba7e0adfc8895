import type { ShipmentView } from '../../api/shipments/answers.ts'
import { code128 } from './code128.ts'

const MODULE = 2
const BARS_HEIGHT = 110
const QUIET = 10

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

/**
 * Draws a parcel's label for printing: Code 128 with its text, the waybill and the sender, but no name and no
 * secret.
 */
export function labelSvg(shipment: ShipmentView, label: string): string {
  const widths = code128(label)
  const modules = widths.reduce((sum, width) => sum + width, 0)
  const width = (modules + 2 * QUIET) * MODULE
  let x = QUIET * MODULE
  const bars = widths.map((modulesWide, index) => {
    const rect = `<rect x="${x}" y="48" width="${modulesWide * MODULE}" height="${BARS_HEIGHT}"/>`
    x += modulesWide * MODULE
    return index % 2 === 0 ? rect : ''
  })
  const text = (y: number, size: number, content: string) =>
    `<text x="${width / 2}" y="${y}" font-size="${size}" text-anchor="middle" font-family="system-ui, sans-serif">${escaped(content)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 220" width="${width}" height="220" role="img" aria-label="${escaped(label)}"><rect width="100%" height="100%" fill="#fff"/>${text(30, 16, `${shipment.sender} · ${shipment.waybill}`)}${bars.join('')}${text(190, 20, label)}</svg>`
}
