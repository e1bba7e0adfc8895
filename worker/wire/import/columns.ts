import { bare } from './words.ts'

/**
 * The columns of an import, each with the headers by which it is recognised (lower case, without spaces and
 * punctuation).
 */
const HEADERS = {
  waybill: [
    'waybill',
    'накладная',
    'накладной',
    'номернакладной',
    'номеротправления',
    'отправление',
    'трекномер',
    'шпи',
    'lettredetransport',
    'ndenvoi',
    'nenvoi',
    'numerodenvoi',
    'numerodelettredetransport',
    'numerodesuivi',
    'ndesuivi',
    'bordereau',
    'lt',
    'waybillnumber',
    'waybillno',
    'trackingnumber',
    'shipmentnumber',
  ],
  label: [
    'label',
    'barcode',
    'штрихкод',
    'этикетка',
    'место',
    'etiquette',
    'codebarres',
    'codebarre',
    'colis',
  ],
  name: [
    'recipient',
    'получатель',
    'фио',
    'destinataire',
    'fullname',
    'nomcomplet',
    'полноеимя',
    'фамилияимяотчество',
    'фамилияимя',
    'имяифамилия',
    'фамилияиимя',
    'имяфамилия',
    'nometprenom',
    'nomprenom',
    'prenomnom',
    'prenometnom',
    'firstandlastname',
    'contact',
    'contactname',
    'nomducontact',
    'контактноелицо',
  ],
  phone: ['phone', 'телефон', 'тел', 'telephone', 'tel', 'phonenumber', 'номертелефона', 'numerodetelephone'],
  email: [
    'email',
    'mail',
    'почта',
    'эпочта',
    'элпочта',
    'электроннаяпочта',
    'емейл',
    'имейл',
    'courriel',
    'adressemail',
    'adresseemail',
    'emailaddress',
  ],
  kind: ['kind', 'тип', 'типполучателя', 'type'],
  locale: ['locale', 'language', 'язык', 'langue'],
  line1: [
    'line1',
    'address',
    'address1',
    'addressline1',
    'streetaddress',
    'street',
    'адрес',
    'адрес1',
    'улица',
    'adresse',
    'adresse1',
    'adresseligne1',
    'rue',
  ],
  line2: [
    'line2',
    'address2',
    'addressline2',
    'адрес2',
    'квартира',
    'adresse2',
    'adresseligne2',
    'complement',
    'complementdadresse',
    'complementadresse',
  ],
  city: ['city', 'town', 'город', 'населенныйпункт', 'ville', 'commune', 'localite'],
  postcode: ['postcode', 'postalcode', 'zip', 'zipcode', 'индекс', 'почтовыйиндекс', 'codepostal', 'cp'],
  country: ['country', 'countrycode', 'страна', 'кодстраны', 'pays', 'codepays'],
  lat: ['lat', 'latitude', 'широта'],
  lon: ['lon', 'lng', 'longitude', 'долгота'],
  inPerson: ['inperson', 'личновруки', 'вруки', 'mainpropre', 'enmainpropre'],
  pointId: ['pointid', 'point', 'пункт', 'пвз', 'pointderetrait', 'relais', 'pointrelais'],
  reference: [
    'reference',
    'заказ',
    'номерзаказа',
    'commande',
    'ncommande',
    'numerodecommande',
    'ordernumber',
  ],
} as const satisfies Record<string, readonly string[]>

export type ImportColumn = keyof typeof HEADERS
export const COLUMNS = Object.keys(HEADERS) as ImportColumn[]
export const REQUIRED: readonly ImportColumn[] = ['waybill', 'name', 'line1', 'city', 'postcode', 'country']

/** What a column holds of a name or of somebody's numbers, where these stand in several columns. */
export type Part = 'last' | 'first' | 'middle' | 'civility' | 'either' | 'mobile' | 'landline'
/** Headers of a part. `either`: the whole name, or the part of it that no other column holds. */
const PARTS: Record<Part, { column: ImportColumn; headers: readonly string[] }> = {
  last: {
    column: 'name',
    headers: ['фамилия', 'nomdefamille', 'lastname', 'surname', 'familyname', 'secondname'],
  },
  first: { column: 'name', headers: ['prenom', 'prenoms', 'firstname', 'givenname', 'forename'] },
  middle: {
    column: 'name',
    headers: ['отчество', 'middlename', 'patronymic', 'patronyme', 'deuxiemeprenom'],
  },
  civility: {
    column: 'name',
    headers: ['civilite', 'обращение', 'titre', 'title', 'salutation', 'titredecivilite', 'civ'],
  },
  either: { column: 'name', headers: ['имя', 'nom', 'name'] },
  mobile: {
    column: 'phone',
    headers: [
      'mobile',
      'portable',
      'gsm',
      'мобильный',
      'сотовый',
      'мобильныйтелефон',
      'сотовыйтелефон',
      'mobilephone',
      'telmobile',
      'telephonemobile',
      'telportable',
      'telephoneportable',
      'cell',
      'cellphone',
      'mob',
      'моб',
      'мобтел',
      'мобтелефон',
    ],
  },
  landline: {
    column: 'phone',
    headers: [
      'fixe',
      'telfixe',
      'telephonefixe',
      'landline',
      'homephone',
      'workphone',
      'домашний',
      'домашнийтелефон',
      'рабочий',
      'рабочийтелефон',
      'городскойтелефон',
      'telephonedomicile',
      'teldomicile',
    ],
  },
}
/**
 * The headers of the column with which the file of wrong lines explains each; the column is ignored when the
 * file comes back.
 */
const REASONS = new Set(['reason', 'причина', 'motif'])

export interface Header {
  column: ImportColumn
  part: Part | null
}

const KNOWN = new Map<string, Header>([
  ...COLUMNS.flatMap((column) =>
    HEADERS[column].map((title): [string, Header] => [bare(title), { column, part: null }]),
  ),
  ...(Object.keys(PARTS) as Part[]).flatMap((part) =>
    PARTS[part].headers.map((title): [string, Header] => [title, { column: PARTS[part].column, part }]),
  ),
])
/** Words that say whose column it is: exports name the sender's columns beside the recipient's. */
const WHOSE = new Set(
  (
    'du de la le l d des the of to s destinataire livraison client получателя доставки клиента покупателя ' +
    'recipient recipients receiver delivery shipping ship consignee customer code iso код ref'
  ).split(' '),
)
/** With such a word beside them these mean something else, as "Type de livraison" does. */
const ONLY_EXACT: readonly ImportColumn[] = ['waybill', 'label', 'kind', 'inPerson', 'pointId', 'lat', 'lon']

/** A longer cell is a sentence, and no title. */
const TITLE_MAX = 80

/** Returns what a header names, or null. */
export function headerOf(title: string): Header | null {
  if (title.length > TITLE_MAX) return null
  const exact = KNOWN.get(bare(title))
  if (exact) return exact
  const words = title.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').split(/[^\p{L}\p{N}\p{M}]+/u)
  const whole = bare(words.join(''))
  const rest = bare(words.filter((word) => !WHOSE.has(bare(word))).join(''))
  const known = KNOWN.get(whole) ?? KNOWN.get(rest)
  if (known) return whole !== rest && ONLY_EXACT.includes(known.column) ? null : known
  // "Tel 1; Tel 2": which of them is meant is found by the numbers in them.
  const counted = /^(.+?)[1-4]$/.exec(rest)
  const first = counted && KNOWN.get(counted[1] as string)
  return first?.column === 'phone' ? first : null
}

/** Returns the column that a header names, or null. */
export const columnNamed = (title: string): ImportColumn | null => headerOf(title)?.column ?? null
export const isReason = (title: string): boolean => REASONS.has(bare(title))
