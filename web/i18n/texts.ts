import type { Locale } from '../../worker/domain/terms.ts'
import { beforeLocale, locale } from './locale.ts'

/** Forms of one text by `Intl.PluralRules`, chosen by the parameter `count`. */
export type Plural = { other: string } & { [form in Intl.LDMLPluralRule]?: string }
export type Text = string | Plural
export type Texts = Record<string, Text>

/** What a translation of `T` must hold: the same keys, a plural where `T` has one. */
export type Like<T extends Texts> = { [K in keyof T]: T[K] extends string ? string : Plural }

type Names<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Names<Rest> : never
type NamesOf<T> = T extends string ? Names<T> : T extends { other: infer O } ? Names<O> | 'count' : never
type Params<T> = { [P in NamesOf<T>]: P extends 'count' ? number : string | number }
type Args<T> = [NamesOf<T>] extends [never] ? [] : [params: Params<T>]

/** A typed lookup: unknown keys and missing parameters do not compile. */
export type Translate<T extends Texts> = <K extends keyof T & string>(key: K, ...args: Args<T[K]>) => string

/** The English texts of a room, from which keys and parameters of all languages are typed. */
export const defineTexts = <const T extends Texts>(texts: T): T => texts

const rules = new Map<Locale, Intl.PluralRules>()

/** Returns the plural form of a count. The rules are made for the first plural text, as that takes its time. */
function formOf(count: number, at: Locale): Intl.LDMLPluralRule {
  if (!rules.has(at)) rules.set(at, new Intl.PluralRules(at))
  return rules.get(at)!.select(count)
}

/**
 * Fills `{name}` parameters; a plural is chosen by `count`, and numbers are written the language's way. The number
 * of a plural is not parted from its noun at the end of a line.
 */
export function format(text: Text, at: Locale, params: Record<string, string | number> = {}): string {
  const form =
    typeof text === 'string'
      ? text
      : (text[formOf(Number(params.count), at)] ?? text.other).replace('{count} ', '{count}\u00a0')
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    // Making the browser's formatter takes longer on a phone than drawing the screen does, and these need none.
    const plain = Number.isInteger(value) && Math.abs(value as number) < 1_000
    return typeof value === 'number' && !plain ? value.toLocaleString(at) : String(value ?? '')
  })
}

/** Short texts in all languages at once, for parts that have three or four words. */
export function inline<const T extends Texts>(all: { en: T; fr: Like<T>; ru: Like<T> }): Translate<T> {
  return (key, ...args) => format((all[locale()] as T)[key]!, locale(), args[0] as Record<string, string>)
}

type Loaders<T extends Texts> = Record<Locale, () => Promise<{ default: Like<T> }>>

/**
 * The texts of a room: `t` to look up, `load` to fetch the current language once before the first screen. Only
 * that language's dictionary is downloaded.
 */
export function room<T extends Texts>(loaders: Loaders<T>): { t: Translate<T>; load: () => Promise<void> } {
  let texts: Like<T> | undefined
  let pending: Promise<void> | undefined
  const fetchTexts = async (at: Locale) => {
    texts = (await loaders[at]()).default
  }
  const load = () => {
    if (!pending) {
      beforeLocale(fetchTexts)
      pending = fetchTexts(locale()).catch((error) => {
        pending = undefined
        throw error
      })
    }
    return pending
  }
  const t: Translate<T> = (key, ...args) => {
    const text = texts?.[key]
    return text === undefined ? '' : format(text as Text, locale(), args[0] as Record<string, string>)
  }
  return { t, load }
}
