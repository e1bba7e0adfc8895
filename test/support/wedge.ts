/** The rows of keys as each layout prints them, from the digits down: first without Shift, then with it. */
const ROWS = {
  us: [
    '`1234567890-=',
    'qwertyuiop[]\\',
    "asdfghjkl;'",
    'zxcvbnm,./',
    '~!@#$%^&*()_+',
    'QWERTYUIOP{}|',
    'ASDFGHJKL:"',
    'ZXCVBNM<>?',
  ],
  fr: [
    '²&é"\'(-è_çà)=',
    'azertyuiop^$*',
    'qsdfghjklmù',
    'wxcvbn,;:!',
    '�1234567890°+',
    'AZERTYUIOP¨£µ',
    'QSDFGHJKLM%',
    'WXCVBN?./§',
  ],
  de: [
    '^1234567890ß´',
    'qwertzuiopü+#',
    'asdfghjklöä',
    'yxcvbnm,.-',
    '°!"§$%&/()=?`',
    "QWERTZUIOPÜ*'",
    'ASDFGHJKLÖÄ',
    'YXCVBNM;:_',
  ],
  ru: [
    'ё1234567890-=',
    'йцукенгшщзхъ\\',
    'фывапролджэ',
    'ячсмитьбю.',
    'Ё!"№;%:?*()_+',
    'ЙЦУКЕНГШЩЗХЪ/',
    'ФЫВАПРОЛДЖЭ',
    'ЯЧСМИТЬБЮ,',
  ],
} as const
export type Keys = keyof typeof ROWS
export const LAYOUTS = Object.keys(ROWS) as Keys[]

const signsOf = (keys: Keys) => ROWS[keys].join('')

/**
 * Returns what a wedge scanner set to one layout types on a computer set to another. With Caps Lock on, the
 * computer turns the case of letters.
 */
export function wedged(text: string, scanner: Keys, computer: Keys, capsLock = false): string {
  const typed = [...text].map((sign) => {
    const key = signsOf(scanner).indexOf(sign)
    // The scanner holds AltGr for it, and the other layout has nothing there.
    return key < 0 ? '' : (signsOf(computer)[key] ?? '')
  })
  const turned = (sign: string) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase())
  return typed.map((sign) => (capsLock && sign !== 'ß' ? turned(sign) : sign)).join('')
}
