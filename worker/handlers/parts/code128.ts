/** Bar and space widths of the values 0–105 (ISO/IEC 15417), six digits each; the stop symbol has seven. */
const PATTERNS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'
const STOP = '2331112'
const START_B = 104
const START_C = 105

const widthsOf = (pattern: string) => [...pattern].map(Number)

/**
 * Returns the values of the symbol: pairs of digits (set C) if the text is an even number of digits, else set
 * B.
 */
function valuesOf(text: string): number[] {
  const pairs = /^(\d\d)+$/.test(text)
  if (pairs) return [START_C, ...(text.match(/../g) ?? []).map(Number)]
  return [START_B, ...[...text].map((character) => character.charCodeAt(0) - 32)]
}

/** Encodes a text of printable ASCII as Code 128. Returns alternating bar and space widths in modules. */
export function code128(text: string): number[] {
  const values = valuesOf(text)
  const check = values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % 103
  const symbols = [...values, check].map((value) => PATTERNS.slice(value * 6, value * 6 + 6))
  return widthsOf(symbols.join('') + STOP)
}
