/** What a file is that is no text table, so that it can be said by name. */
export const FILE_KINDS = ['workbook', 'text-document', 'pdf', 'web-page', 'archive', 'picture'] as const
type FileKind = (typeof FILE_KINDS)[number]

/** How much of either end of a file is looked at. A ZIP archive lists what it holds at its end. */
const END_BYTES = 65_536
const ZIP = 'PK\u0003\u0004'
/** The container of Office before 2007. Its documents name themselves in UTF-16. */
const OLE = '\u00d0\u00cf\u0011\u00e0'
const IN_ZIP: readonly [what: RegExp, kind: FileKind][] = [
  [/xl\/workbook|opendocument\.spreadsheet|Index\/(?:Tables|CalculationEngine)/, 'workbook'],
  [/word\/document|opendocument\.text/, 'text-document'],
]
const BEGINNINGS: readonly [start: string, kind: FileKind][] = [
  ['%PDF', 'pdf'],
  ['{\\rtf', 'text-document'],
  ['PK\u0005\u0006', 'archive'],
  ['Rar!', 'archive'],
  ['7z\u00bc\u00af', 'archive'],
  ['\u001f\u008b', 'archive'],
  ['\u0089PNG', 'picture'],
  ['\u00ff\u00d8\u00ff', 'picture'],
  ['GIF8', 'picture'],
]

/** Returns bytes as signs of the same number, in which ASCII can be looked for. */
function asSigns(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

/**
 * Returns what a file is if it is no text table, else null. Shops also save a page or the older XML of Excel
 * under a name that ends in `.xls` or `.csv`.
 */
export function fileKind(bytes: Uint8Array): FileKind | null {
  const start = asSigns(bytes.subarray(0, END_BYTES))
  if (start.startsWith(ZIP)) {
    const both = start + asSigns(bytes.subarray(Math.max(0, bytes.length - END_BYTES)))
    return IN_ZIP.find(([what]) => what.test(both))?.[1] ?? 'archive'
  }
  if (start.startsWith(OLE)) return start.includes('W\0o\0r\0d\0D\0o\0c') ? 'text-document' : 'workbook'
  const known = BEGINNINGS.find(([beginning]) => start.startsWith(beginning))
  if (known) return known[1]
  const plain = start
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replaceAll('\0', '')
    .trimStart()
  if (/^<\?xml|^<\?mso/i.test(plain)) return /spreadsheet|workbook/i.test(plain) ? 'workbook' : 'web-page'
  return /^<(?:!doctype|html|head|table|meta|body)\b/i.test(plain) ? 'web-page' : null
}
