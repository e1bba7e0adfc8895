import type { PointInfo } from '../../worker/domain/choose-point.ts'

/**
 * Returns the address that shows a point on a map: in the map program of the phone's owner on Android, in
 * Apple's maps on its devices, else on OpenStreetMap. Nothing is sent before the person taps it.
 */
export function mapLink({ name, address }: Pick<PointInfo, 'name' | 'address'>, agent: string): string {
  const place = encodeURIComponent(address)
  // A bracket would end the label early.
  const label = encodeURIComponent(name.replace(/[()]/g, ' ').trim())
  if (/Android/i.test(agent)) return `geo:0,0?q=${place}(${label})`
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?address=${place}&q=${label}`
  return `https://www.openstreetmap.org/search?query=${place}`
}
