import { plain } from '../domain/signs.ts'

/** Words that say what a number is for, as they stand before, behind or between numbers. */
const LABELS = new RegExp(
  String.raw`(?<!\p{L})(?:t[eé]l(?:[eé]phone)?|phone|callto|mob(?:ile)?|portable|port|gsm|cell|fixe|home|work|office|` +
    `domicile|maison|bureau|travail|n[o°]|whatsapp|viber|telegram|тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|` +
    String.raw`дом(?:ашний)?|раб(?:очий)?)(?!\p{L})\.?\s*:?`,
  'giu',
)
/** An extension, which no message can dial. */
const EXTENSION =
  /[\s,;(-]*(?:доб(?:авочный)?|внутр?|ext(?:ension)?|poste|x|#|;ext=)\.?\s*:?\s*\d{1,7}\s*\)?\s*$/iu
/** Parameters of an address like `tel:+33…;phone-context=…`. */
const PARAMETERS = /;(?:phone-context|isub|postd)=[^;\s]*/gi

/** Returns the text with plain digits, dashes and blanks; what is not part of a number is a `;`. */
export const bareNumber = (text: string): string =>
  plain(text)
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/[_\u00b7\u2022\u2027\u2219\u22c5]/g, ' ')
    .trim()
    // A spreadsheet's guard, a formula that only quotes, and a number that became a decimal.
    .replace(/^=?\s*["'«„“]*|["'»“”]+$/gu, '')
    .replace(/^(\+?\d{6,})[.,]0{1,2}$/, '$1')
    .replace(PARAMETERS, '')
    .replace(EXTENSION, '')
    .replace(LABELS, ' ; ')
    .replace(/\p{So}|\n/gu, ' ; ')
    .replace(/\([\s;]*\)/g, ' ; ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s;,:]+|[\s;,.]+$/g, '')
