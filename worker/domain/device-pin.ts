/** Digits of a device PIN (R40). */
export const DEVICE_PIN_DIGITS = 6
/** Wrong device PINs of one person, over all devices, that end all of them: then a new invitation is needed (R40). */
export const DEVICE_PIN_TRIES = 5

/** Lines and blocks that thumbs find on a keypad without looking. */
const DRAWN = [
  '147258',
  '258369',
  '369258',
  '258147',
  '789456',
  '456123',
  '321654',
  '654987',
  '159357',
  '159753',
]

/** Whether every digit follows the one before by the same step, as in 123456, 864208 or 777777. */
const isStepped = (digits: readonly number[]): boolean => {
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  return new Set(steps).size === 1
}

/**
 * Whether a device PIN is among those that people try first (R40): equal steps, at most two different digits, a block
 * that comes twice or thrice, pairs, a mirror, or a figure on the keypad. `pin` has six digits.
 */
export function isTrivialPin(pin: string): boolean {
  const digits = [...pin].map(Number)
  const [half, third] = [pin.slice(0, 3), pin.slice(0, 2)]
  return (
    isStepped(digits) ||
    new Set(digits).size <= 2 ||
    pin === half + half ||
    pin === third.repeat(3) ||
    pin === [...half].reverse().join('') + half ||
    pin === half + [...half].reverse().join('') ||
    /^(\d)\1(\d)\2(\d)\3$/.test(pin) ||
    DRAWN.includes(pin)
  )
}
