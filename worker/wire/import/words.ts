/**
 * Returns a header or a word of a cell in the form used for comparison: without case, accents, spaces and
 * punctuation.
 */
export const bare = (text: string): string =>
  text
    .normalize('NFD')
    // The breve of й and the dots of ё are kept, because they distinguish letters.
    .replace(/[\u0300-\u0305\u0307\u0309-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('œ', 'oe')
    .replace(/[^\p{L}\p{N}]/gu, '')

const words = (...list: string[]) => new Set(list.map(bare))
const YES = words('', '1', 'yes', 'true', 'да', 'oui', 'vrai', 'истина')
const NO = words('0', 'no', 'false', 'нет', 'non', 'faux', 'ложь')
const BUSINESS = words('business', 'company', 'b2b', 'юрлицо', 'юридическое лицо', 'компания', 'организация')
for (const word of ['entreprise', 'société', 'professionnel', 'pro', 'юл']) BUSINESS.add(bare(word))
const CONSUMER = words('', 'consumer', 'private', 'individual', 'b2c', 'физлицо', 'физическое лицо', 'фл')
for (const word of ['частное лицо', 'particulier', 'privé']) CONSUMER.add(bare(word))
const LANGUAGES: Record<string, string> = { русский: 'ru', рус: 'ru', russian: 'ru', russe: 'ru' }
Object.assign(LANGUAGES, { français: 'fr', francais: 'fr', french: 'fr', французский: 'fr' })
Object.assign(LANGUAGES, { english: 'en', anglais: 'en', английский: 'en' })

/**
 * Returns yes, no, or the text itself for the schema to refuse: guessing "no" would make a shipment
 * unsecured.
 */
export const yesOrNo = (text: string): boolean | string =>
  YES.has(bare(text)) || (NO.has(bare(text)) ? false : text)

/**
 * Returns the kind of recipient that a word names. An unknown word is returned as it is, for the schema to
 * refuse.
 */
export const kindNamed = (text: string): string =>
  CONSUMER.has(bare(text)) ? 'consumer' : BUSINESS.has(bare(text)) ? 'business' : text

export const languageNamed = (text: string): string => LANGUAGES[text.toLowerCase()] ?? text.toLowerCase()

/** How a line of sums begins, in the form of `bare` without its digits. */
const TOTALS = words('итого', 'всего', 'общий итог', 'итого строк', 'итого по реестру', 'промежуточный итог')
for (const word of [
  'total',
  'totaux',
  'sous-total',
  'subtotal',
  'grand total',
  'total général',
  'sum',
  'somme',
])
  TOTALS.add(bare(word))
for (const word of ['всего отправлений', 'итого отправлений', 'всего мест', 'итого мест', 'сумма', 'totals'])
  TOTALS.add(bare(word))
for (const word of [
  'nombre d’envois',
  'total envois',
  'total des envois',
  'nombre de colis',
  'nombre de lignes',
  'количество',
  'количество отправлений',
])
  TOTALS.add(bare(word))

/** Whether a cell is the beginning of a line of sums: `Итого: 25`, `TOTAL GÉNÉRAL`. */
export const isTotal = (text: string): boolean => TOTALS.has(bare(text).replace(/\p{N}/gu, ''))
