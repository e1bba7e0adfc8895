/**
 * A wedge scanner presses keys. Set to one layout, on a computer set to another, it types other signs than
 * the barcode has: a US scanner types `EXAMPLE-0001` as `EXQ?PLE)ààà&` under a French layout.
 */
export type Layout = 'us' | 'fr' | 'de' | 'ru'

/** The layouts that scanners have and that type Latin letters, the usual one first. */
const SCANNERS: readonly Layout[] = ['us', 'fr', 'de']
const COMPUTERS: readonly Layout[] = ['us', 'fr', 'de', 'ru']

/**
 * The signs of the same 48 keys, row by row, without and with Shift, on PCs. `\0` is a key without a sign.
 * The last key stands beside the left Shift on ISO keyboards only.
 */
const KEYS: Record<Layout, readonly [plain: string, shifted: string]> = {
  us: [
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./\0",
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?\0',
  ],
  fr: [
    '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!<',
    '\x001234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§>',
  ],
  de: [
    '^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-<',
    '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_>',
  ],
  ru: [
    'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.\0',
    'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,\0',
  ],
}

/** What Caps Lock turns: nothing, letters, or every key, as Windows does for French and German. */
const CAPS = ['off', 'letters', 'every-key'] as const
type Caps = (typeof CAPS)[number]

const swapCase = (sign: string) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase())

type Undo = (sign: string) => string

/** Returns the sign that a scanner meant by each sign that it typed. Signs of no key stay as they are. */
function undoOf(computer: Layout, scanner: Layout, caps: Caps): Undo {
  const meant = new Map<string, string>()
  for (const shift of [0, 1] as const)
    for (const [key, typed] of [...KEYS[computer][shift]].entries()) {
      const side = caps === 'every-key' ? KEYS[scanner][1 - shift] : KEYS[scanner][shift]
      const sign = side?.[key]
      if (typed !== '\0' && sign !== undefined && sign !== '\0' && !meant.has(typed)) meant.set(typed, sign)
    }
  const undo: Undo = (sign) => meant.get(sign) ?? sign
  return caps === 'letters' ? (sign) => meant.get(swapCase(sign)) ?? undo(sign) : undo
}

/** Returns what undoes each pair of layouts that turns a text, those without Caps Lock first: it seldom is on. */
const everyUndo = (): Undo[] =>
  CAPS.flatMap((caps) =>
    COMPUTERS.flatMap((computer) => {
      const lockless = caps === 'every-key' && (computer === 'us' || computer === 'ru')
      // A scanner has the layout of its computer in most places, and then only Caps Lock turns anything.
      const turning = SCANNERS.filter((scanner) => scanner !== computer || caps !== 'off')
      return lockless ? [] : turning.map((scanner) => undoOf(computer, scanner, caps))
    }),
  )
let undos: Undo[] | undefined

/**
 * Returns what a text may have been in the barcode, for every pair of layouts that would have turned it, the
 * most usual pair first. The text itself is not among them.
 */
export function retypings(text: string): string[] {
  // Made with the first text, because nothing at a start needs them.
  undos ??= everyUndo()
  const found = undos.map((undo) => [...text].map(undo).join(''))
  return [...new Set(found)].filter((retyped) => retyped !== text)
}
