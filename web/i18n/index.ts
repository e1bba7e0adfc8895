export * from './format.ts'
export { LOCALES, type Locale, locale, onLocale, pickLocale, setLocale } from './locale.ts'
export { defineTexts, type Like, room, type Texts } from './texts.ts'
export * from './use.ts'
