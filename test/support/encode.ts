/**
 * Returns a text in an encoding that platforms decode and do not encode. A letter that the encoding lacks is an
 * error of the test.
 */
export function encodeAs(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding.startsWith('utf-16')) {
    const bytes = Uint8Array.from(Buffer.from(text, 'utf16le'))
    return encoding === 'utf-16be' ? Uint8Array.from(bytes, (_, at) => bytes[at ^ 1] as number) : bytes
  }
  const signs = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from(text, (sign) => {
    const byte = signs.indexOf(sign)
    if (byte < 0) throw new Error(`${encoding} has no ${sign}`)
    return byte
  })
}
