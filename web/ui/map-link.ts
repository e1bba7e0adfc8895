/** The parts of an address that a map understands. */
interface Place {
  line1: string
  postcode: string
  city: string
  country: string
}

/**
 * Returns a link that shows an address on this device's own map: `geo:` where Android offers its apps (RFC 5870),
 * Apple's maps on its devices, else OpenStreetMap in the browser.
 */
export function mapLink({ line1, postcode, city, country }: Place, agent = navigator.userAgent): string {
  const query = encodeURIComponent([line1, `${postcode} ${city}`.trim(), country].filter(Boolean).join(', '))
  if (/Android/.test(agent)) return `geo:0,0?q=${query}`
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?q=${query}`
  return `https://www.openstreetmap.org/search?query=${query}`
}
