import { LanguageCorner } from '../../ui/LanguageCorner.tsx'
import { t } from '../texts.ts'

/** Shows the switch of the language. */
export const Language = () => <LanguageCorner label={t('language')} />
