/**
 * The columns of an import, each with the headers by which it is recognised (lower case, without spaces and
 * punctuation).
 */
const HEADERS = {
  waybill: [
    'waybill',
    'накладная',
    'номернакладной',
    'lettredetransport',
    'ndenvoi',
    'numerodenvoi',
    'bordereau',
    'lt',
  ],
  label: ['label', 'barcode', 'штрихкод', 'этикетка', 'место', 'etiquette', 'codebarres', 'colis'],
  name: ['name', 'recipient', 'получатель', 'фио', 'имя', 'nom', 'destinataire'],
  phone: ['phone', 'mobile', 'телефон', 'telephone', 'portable'],
  email: ['email', 'mail', 'почта', 'эпочта', 'элпочта', 'электроннаяпочта', 'courriel'],
  kind: ['kind', 'тип', 'типполучателя', 'type'],
  locale: ['locale', 'language', 'язык', 'langue'],
  line1: ['line1', 'address', 'адрес', 'улица', 'adresse', 'adresse1', 'rue'],
  line2: ['line2', 'address2', 'адрес2', 'квартира', 'adresse2', 'complement'],
  city: ['city', 'город', 'ville', 'commune'],
  postcode: ['postcode', 'zip', 'индекс', 'codepostal', 'cp'],
  country: ['country', 'страна', 'pays'],
  lat: ['lat', 'latitude', 'широта'],
  lon: ['lon', 'lng', 'longitude', 'долгота'],
  inPerson: ['inperson', 'личновруки', 'вруки', 'mainpropre', 'enmainpropre'],
  pointId: ['pointid', 'point', 'пункт', 'пвз', 'pointderetrait', 'relais'],
  reference: ['reference', 'заказ', 'номерзаказа', 'commande'],
} as const satisfies Record<string, readonly string[]>

export type ImportColumn = keyof typeof HEADERS
export const COLUMNS = Object.keys(HEADERS) as ImportColumn[]
export const REQUIRED: readonly ImportColumn[] = ['waybill', 'name', 'line1', 'city', 'postcode', 'country']
/**
 * The headers of the column with which the file of wrong lines explains each; the column is ignored when the
 * file comes back.
 */
const REASONS = ['reason', 'причина', 'motif']

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
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]/gu, '')

const KNOWN = new Map<string, ImportColumn>(
  COLUMNS.flatMap((column) => HEADERS[column].map((title) => [bare(title), column] as const)),
)
const REASON = new Set(REASONS.map(bare))

/** Returns the column that a header names, or null. */
export const columnNamed = (title: string): ImportColumn | null => KNOWN.get(bare(title)) ?? null
export const isReason = (title: string): boolean => REASON.has(bare(title))

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
