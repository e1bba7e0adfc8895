import { LinkifyIt } from 'linkify-it'

/** Top-level domains that linkify-it does not list and that shops or fraudsters are likely to have. */
const MORE_TOP_LEVELS =
  'app art best bio biz blog bzh cash cafe center city click cloud club codes company corsica cyou delivery dev digital direct email eus events express fashion finance fit fun gift global group guru help homes host house icu ink international life link live love ltd market media mobi moda mom money moscow network news ngo one online page paris party pay plus press pub racing rest run sale sbs school services site skin social solutions space store studio support systems tatar team tech tel tienda today tokyo tools top tours trade travel vip website wiki win work works world xin xyz yoga zip zone москва рус дети онлайн сайт орг ком бел укр срб мкд мон'.split(
    ' ',
  )
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true }).tlds(
  MORE_TOP_LEVELS,
  true,
)

/** Words that occur only before an address. */
const ADDRESS_WORD = /(?<![\p{L}\p{N}])(?:h[tx*]{2}ps?|www\d*|s?ftps?|mailto|smsto|mmsto)(?![\p{L}\p{N}])/iu
/** Schemes that phones follow. Before a space some of them are harmless, as in "Tel: …". */
const SCHEME =
  /(?<![\p{L}\p{N}])(?:tel|callto|sms|mms|sips?|geo|maps?|market|intent|whatsapp|tg|viber|skype|facetime|facetime-audio|im|xmpp|ymsgr|fb|instagram|vk|wss?|javascript|data|file|blob|magnet|bitcoin|itms[a-z-]*):(?=\S)/iu
/** Any scheme with its two slashes, and an address without its scheme. */
const STROKES = /:\s?\/\s?\/|(?<![\p{L}\p{N}])\/\/(?=[\p{L}\p{N}])/u
/** Half of an e-mail address, or a handle in a messenger. */
const AT = /@(?=[\p{L}\p{N}_])/u
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?`
/**
 * Words joined by dots, the last one of letters, together with a following path or port that makes an address
 * of them.
 */
const DOTTED = new RegExp(
  String.raw`(?:${LABEL}\.)+(xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)(?![\p{L}\p{N}\p{M}])(\.?(?:[/?#]|:\p{N}))?`,
  'giu',
)

/**
 * Returns whether dotted words are a host: always with a path or port, else if the last word is lower-case
 * ASCII, as top-level domains are. "St.Petersburg", "г.Москва" and "т.е." are not hosts.
 */
const isHost = ([, top = '', path]: RegExpMatchArray) => path !== undefined || /^[a-z][a-z0-9-]+$/.test(top)

/**
 * A missing space after a dot: at the end of a sentence with a number ("12345.Ne"), or in an abbreviation
 * ("г.Москва").
 */
const NO_BLANK = /^(?:\p{N}+|\p{Script=Cyrillic}{1,4})\.\p{Lu}\p{Ll}*$/u

/**
 * Returns whether a text, as `plain` reads it, holds anything that a phone or a reader takes for an address.
 */
export function hasLink(text: string): boolean {
  return (
    [ADDRESS_WORD, SCHEME, STROKES, AT].some((pattern) => pattern.test(text)) ||
    [...text.matchAll(DOTTED)].some(isHost) ||
    (linkify.match(text) ?? []).some(({ raw }) => !NO_BLANK.test(raw))
  )
}

/** Returns whether a text is nothing but a registered host, as some shop names are: Ozon.ru. */
export function isPlainHost(text: string): boolean {
  const [, host = ''] = /^[«“"]?([^«»“”"]*)[»”"]?$/.exec(text.trim()) ?? []
  const [only, ...more] = linkify.match(host) ?? []
  return /^[\p{L}\p{N}.-]+$/u.test(host) && more.length === 0 && only?.raw === host && !/^[\d.]+$/.test(host)
}
