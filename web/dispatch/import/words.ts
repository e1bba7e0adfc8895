import { COLUMNS, type ImportColumn } from '../../../worker/wire/import/columns.ts'
import type { Encoding } from '../../../worker/wire/import/encodings.ts'
import { TITLES } from '../../../worker/wire/import/titles.ts'
import { locale } from '../../i18n/locale.ts'
import type { FaultPage } from './reading.ts'
import { t } from './texts.ts'
import type { WarningKind } from './warnings.ts'

const EMPTY = ['min-length', 'required']
/** The schema's codes for a value without the form of its column. */
const FORM = [
  'regex',
  'invalid',
  'picklist',
  'boolean',
  'number',
  'min-value',
  'max-value',
  'string',
  'object',
]
const SAID = [
  'missing-column',
  'broken-quotes',
  'too-many-cells',
  'differs-from-first-line',
  'duplicate',
  'waybill-taken',
  'label-taken',
  'label-known',
  'not-eligible',
  'hidden-sign',
  'too-many-marks',
  'rounded',
  'no-such-number',
  'lost-letters',
  'garbled',
  'no-result',
  'ambiguous',
  'too-fine',
  'no-currency',
  'other-currency',
  'repeated-goods',
  'too-many-goods',
  'not-in-contract',
  'above-limit',
  'no-provider',
] as const
type Said = (typeof SAID)[number]

const isColumn = (key: string): key is ImportColumn => (COLUMNS as string[]).includes(key)

/** Returns a column's name in the user's language, whatever the file calls it. */
export const columnTitle = (column: ImportColumn): string => TITLES[locale()][column]

/** Says what is wrong in a cell and what to do about it. `key` is our name of the column. */
export function faultWords({ key, code }: Pick<FaultPage['kinds'][number], 'key' | 'code'>): string {
  if (code === 'missing-column')
    return t('e.missing-column', { column: isColumn(key) ? columnTitle(key) : key })
  if ((SAID as readonly string[]).includes(code)) return t(`e.${code as Exclude<Said, 'missing-column'>}`)
  if (key === 'contractId' || code === 'unknown-contract') return t('e.contract')
  if (key === 'pointId' && code === 'unknown') return t('e.point')
  if ((key === 'vat' || key === 'deliveryVat') && code === 'unknown') return t('e.rate')
  if (code === 'max-length') return key === 'label' || key === 'waybill' ? t('e.parcels') : t('e.long')
  if (isColumn(key) && EMPTY.includes(code)) return t('e.empty')
  if (isColumn(key) && FORM.includes(code)) return t(`form.${key}`)
  return t('e.other')
}

/** Says what was put right or passed over, or what looks wrong. */
export const warningWords = ({ code }: Pick<WarningKind, 'code'>): string => t(`w.${code}`)

const ENCODING_NAMES: Partial<Record<Encoding, string>> = {
  macintosh: 'Mac Roman',
  'x-mac-cyrillic': 'Mac Cyrillic',
  ibm866: 'CP866 (DOS)',
}

/** Returns the name of an encoding as programs show it. */
export const encodingName = (encoding: Encoding | null): string =>
  encoding === null ? '—' : (ENCODING_NAMES[encoding] ?? encoding.toUpperCase().replace('WINDOWS', 'Windows'))
