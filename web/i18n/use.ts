import { useEffect, useReducer } from 'preact/hooks'
import type { Locale } from '../../worker/domain/terms.ts'
import { locale, onLocale } from './locale.ts'

/** The language now; renders again when it changes. Call it in the root of a room. */
export function useLocale(): Locale {
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => onLocale(() => again(undefined as never)), [])
  return locale()
}
