/**
 * Returns a link that shows an address on this device's own map: `geo:` where Android offers its apps (RFC 5870),
 * Apple's maps on its devices, else OpenStreetMap in the browser. `name` is the label of the place. Nothing is sent
 * before the link is tapped.
 */
export function mapLink(address: string, name = '', agent = navigator.userAgent): string {
  const place = encodeURIComponent(address)
  // A bracket would end the label early.
  const label = encodeURIComponent(name.replace(/[()]/g, ' ').trim())
  if (/Android/i.test(agent)) return `geo:0,0?q=${place}${label && `(${label})`}`
  if (/iPhone|iPad|Macintosh/.test(agent))
    return `https://maps.apple.com/?${label ? `address=${place}&q=${label}` : `q=${place}`}`
  return `https://www.openstreetmap.org/search?query=${place}`
}
