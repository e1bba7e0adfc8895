/**
 * Judges whether a decoded text reads like Russian, French or English names and addresses. Bytes of the wrong
 * encoding decode into something, too; what they decode into gives them away.
 */

/** Russian letters by how often they occur in running text, in per mille. */
const RUSSIAN = new Map(
  Object.entries({
    о: 110,
    е: 85,
    а: 80,
    и: 74,
    н: 67,
    т: 63,
    с: 55,
    р: 47,
    в: 45,
    л: 44,
    к: 35,
    м: 32,
    д: 30,
    п: 28,
    у: 26,
    я: 20,
    ы: 19,
    ь: 17,
    г: 17,
    з: 16,
    б: 16,
    ч: 14,
    й: 12,
    х: 10,
    ж: 9,
    ш: 7,
    ю: 6,
    ц: 5,
    щ: 4,
    э: 3,
    ф: 3,
    ъ: 1,
    ё: 1,
  }),
)
/** Letters of the neighbours' alphabets, which have a place in Windows-1251 and occur in real names. */
const NEIGHBOURS = /[іїєґўҐІЇЄЎ]/u
/** Without one of them three Cyrillic letters are an abbreviation, if anything. */
const VOWEL = /[аеёиоуыэюяіїєґ]/iu
/** How no Russian word begins or goes on, names of towns and peoples among them. */
const NEVER_SPELT =
  /^[ьъ]|^ы(?!б|к|н|т)|[бвгджзклмнпрстфхцчшщьъ]й|[аеёиоуыэюяй][ьъ]|[ьъ]{2}|й[юэы]|[аеёиоуыэюя]{5}|[бвгджзклмнпрстфхцчшщ]{6}/iu
/** Latin letters with accents, as Western Europeans write them in their names. */
const ACCENTED = /[àâäáæçéèêëíîïñóôöœùúûüÿß]/u
/** Rarer ones. A file in which these prevail was written in an encoding that we do not read. */
const RARE = /[åãìòõøšž]/u
/** Cyrillic and Latin letters of one shape, which people mix without seeing it. */
const ONE_SHAPE = /^[ABCEHKMOPTXYaceopxyАВСЕНКМОРТХУасеорху]+$/u
const CYRILLIC = /\p{Script=Cyrillic}/u
const LATIN = /\p{Script=Latin}/u
/** Signs that printed texts hold beside words. Whatever else is not ASCII does not belong beside a letter. */
const PRINTED = /[\u00a0\u00a3\u00ab\u00bb\u2018-\u201e\u2026\u2013\u2014\u2116\u00b0\u20ac\u00b7\u2022]/gu
/** A number may be followed by these. */
const AFTER_NUMBERS = /^[\d\s.,x×/+-]*[½¼¾²³%‰€°º ª]*$/u
/** Drawn frames, mathematics, controls and signs that no encoding has: never part of an address. */
const NEVER = /[\u0080-\u009f\u2190-\u23ff\u2500-\u259f\ue000-\uf8ff\ufffd]/u
const NOT_ASCII = /\P{ASCII}/u
/** What stands between blanks and separators. */
const TOKENS = /[^\s;,|"()[\]<>:/\\]+/gu
/** No word is so long. What looks for a pattern at the end of one would take the square of its length. */
const TOKEN_MAX = 100
/** What joins two words, or stands at the end of one. The dash between small letters is an accent misread. */
const JOINTS = /['’ʼ`.\-_\d*+#&@!?%=]+|(?<!\p{Ll})[–—]|[–—](?!\p{Ll})/u
/** From so much text of a file the encoding is clear. */
const TOKENS_MAX = 20_000

export interface Judgement {
  tokens: number
  /** How many of the tokens cannot be meant. */
  bad: number
  /** The higher, the more it reads like text. */
  score: number
  plausible: boolean
}

/** The weight of a Russian letter: positive for a frequent one. */
const frequency = (letter: string) => Math.log(((RUSSIAN.get(letter) ?? 0.3) * 33) / 1_000)

type WordJudgement = { bad: boolean; rare: boolean; score: number }
const BAD: WordJudgement = { bad: true, rare: false, score: -3 }

/** Whether capitals stand only where a word has them: at its beginning, or everywhere. */
const rightCase = (word: string) => /^(?:\p{Lu}?[^\p{Lu}]*|\p{Lu}+)$/u.test(word)

function judgeWord(word: string): WordJudgement {
  const cyrillic = CYRILLIC.test(word)
  if (cyrillic && LATIN.test(word)) {
    const few = [...word].filter((letter) => LATIN.test(letter))
    const many = [...word].filter((letter) => CYRILLIC.test(letter))
    const mistyped = [few, many].some((letters) => ONE_SHAPE.test(letters.join('')))
    return mistyped && rightCase(word) ? { bad: false, rare: true, score: -1 } : BAD
  }
  if (!rightCase(word)) return BAD
  const letters = [...word.toLowerCase()]
  if (cyrillic) {
    if (letters.some((letter) => !RUSSIAN.has(letter) && !NEIGHBOURS.test(letter))) return BAD
    if (letters.length > 2 && !VOWEL.test(word) && !/^\p{Lu}+$/u.test(word)) return BAD
    if (NEVER_SPELT.test(word)) return BAD
    return {
      bad: false,
      rare: false,
      score: 0.5 + letters.reduce((sum, one) => sum + frequency(one), 0) / letters.length,
    }
  }
  const beyond = letters.filter((letter) => NOT_ASCII.test(letter))
  if (beyond.some((letter) => !ACCENTED.test(letter) && !RARE.test(letter))) return BAD
  // No language that we read has a longer word of accented letters alone, or three of them in a row.
  if (beyond.length === letters.length && letters.length > 1) return BAD
  if (/\P{ASCII}{3}/u.test(word)) return BAD
  const rare = beyond.some((letter) => RARE.test(letter))
  return { bad: false, rare, score: rare ? 0 : 1 }
}

function judgeToken(token: string): WordJudgement {
  if (token.length > TOKEN_MAX || NEVER.test(token)) return BAD
  const text = token.replace(/^[«»“”„‘’–—…№°•·'*-]+|[«»“”„‘’–—…°•·'*-]+$/gu, '')
  if (!NOT_ASCII.test(text.replace(PRINTED, ''))) {
    // A quotation mark or a sign of money between two letters is an accented letter, misread.
    return /\p{L}[‘“”„…€£•·°«»\u201a]\p{L}/u.test(text) ? BAD : { bad: false, rare: false, score: 0 }
  }
  if (AFTER_NUMBERS.test(text)) return { bad: false, rare: true, score: -0.5 }
  const words = text.split(JOINTS).filter((word) => NOT_ASCII.test(word))
  if (words.some((word) => !/^\p{L}\p{M}*(?:\p{L}\p{M}*)*$/u.test(word))) return BAD
  const judged = words.map(judgeWord)
  return judged.find(({ bad }) => bad) ?? judged.sort((a, b) => a.score - b.score)[0] ?? BAD
}

/** At most so many of the words may be unreadable: people mistype, and shops write signs of their own. */
const BAD_SHARE = 0.08
/** Below this mean the letters are not distributed as in Russian: the wrong Cyrillic encoding, or none. */
const SCORE_MIN = 0

/** Judges a decoded text by its words that hold anything beyond ASCII. */
export function judge(text: string): Judgement {
  let [tokens, bad, rare, score] = [0, 0, 0, 0]
  for (const [token] of text.matchAll(TOKENS)) {
    if (!NOT_ASCII.test(token)) continue
    if (tokens === TOKENS_MAX) break
    const found = judgeToken(token)
    tokens++
    score += found.score
    if (found.bad) bad++
    if (found.rare) rare++
  }
  const plausible =
    bad <= tokens * BAD_SHARE && score >= SCORE_MIN * tokens && rare <= Math.max(2, tokens / 2)
  return { tokens, bad, score, plausible }
}
