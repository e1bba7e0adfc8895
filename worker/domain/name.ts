/** A recipient's name in the form that the search uses. */
export interface NameKey {
  /** The word by which the name is found. */
  surname: string
  /** All words of the name, folded, with a blank before and after each. */
  words: string
}

const WORDS_MAX = 6
/** Words between the parts of a name, forms of address, and legal forms before or behind a firm's name. */
const PARTICLES = words(
  'de du des la le les van von der den da di del della dos al el ben bin y и ' +
    'ооо оао зао пао ао ип sarl sas sasu eurl sa ltd llc gmbh inc mr mrs ms mme mlle m dr г-н г-жа',
)
/** A Russian patronymic follows the given name, so it shows which word is the surname. */
const PATRONYMIC = new RegExp(`(?:${['вич', 'вна', 'ична', 'оглы', 'кызы'].join('|')})$`)
/** Letters that have no accent to take off, and what they are written as. */
const SINGLE: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/** Common given names of our recipients, folded. The other word is the surname, on whichever side. */
const GIVEN = words(
  'александр александра алексеи алена алина алиса анастасия анатолии андреи анна антон антонина арина артем ' +
    'богдан борис вадим валентин валентина валерии валерия варвара василии вера вероника виктор виктория виталии ' +
    'владимир владислав вячеслав галина геннадии георгии григории данил даниил дарья денис диана дмитрии ева ' +
    'евгении евгения екатерина елена елизавета жанна зоя иван игорь илья инна ирина карина кирилл константин ' +
    'ксения лариса лев леонид лидия любовь людмила макар максим маргарита марина мария матвеи михаил надежда ' +
    'наталия наталья никита николаи нина оксана олег олеся ольга павел петр полина раиса роман руслан светлана ' +
    'семен сергеи софия софья станислав степан тамара татьяна тимофеи тимур федор юлия юрии яна ярослав ' +
    'adele adrien agathe alain alexandre alexis alice amelie anais andre anna anne antoine arnaud arthur audrey ' +
    'aurelie baptiste beatrice benjamin benoit bernard brigitte bruno camille caroline catherine cecile celine ' +
    'charles charlotte chloe christelle christian christine christophe claire clara claude clement corinne cyril ' +
    'damien daniel david delphine denis didier dominique elisabeth elise elodie emilie emma emmanuel eric estelle ' +
    'etienne eva fabien fabrice florence florian francois francoise frederic gabriel genevieve georges gerard ' +
    'gilles guillaume helene henri hugo ines isabelle jacqueline jacques jean jeanne jerome joel john julie julien ' +
    'juliette karine kevin laetitia laura laurence laurent lea leo loic louis louise luc lucas lucie lucien ' +
    'madeleine manon marc marcel margaux marie marine marion martine mary mathieu mathilde maxime melanie michel ' +
    'michele monique morgane nadia nathalie nicolas nicole noemie olivier pascal patricia patrick paul pauline ' +
    'philippe pierre quentin raphael remi rene richard robert romain sabrina samuel sandra sandrine sarah ' +
    'sebastien simon solene sophie stephane stephanie suzanne sylvain sylvie theo thierry thomas valentin valerie ' +
    'vanessa veronique victor vincent virginie xavier yann yves yvette zoe',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** Returns the words of a text without case, accents, ё and punctuation. A hyphen joins a double name. */
export function nameWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['\u2019\u02bc`]/g, '')
    .replace(/[ß\u0153æø\u0142\u0111\u0131]/g, (letter) => SINGLE[letter] ?? letter)
  const all = plain.split(/[^\p{L}\p{N}-]+/u).map((word) => word.replace(/^-+|-+$/g, ''))
  return all.filter(Boolean)
}

/** Returns the word by which a name is found: no given name, patronymic or particle; in doubt the last. */
function surnameIn(name: string, folded: readonly string[]): string | undefined {
  const own = folded.filter((word) => !PARTICLES.has(word))
  if (own.length < 2) return own[0] ?? folded[0]
  const patronymic = own.findIndex((word, at) => at > 0 && PATRONYMIC.test(word))
  if (own.length === 3 && patronymic === 2) return own[0]
  if (own.length === 3 && patronymic === 1) return own[2]
  // French forms write the surname in capitals, as in "RENAUD Camille".
  const capitalised = (name.match(/(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}+)*(?!\p{L})/gu) ?? []).flatMap(nameWords)
  const capital = own.filter((word) => capitalised.includes(word))
  if (capital.length === 1) return capital[0]
  const others = own.filter((word) => !GIVEN.has(word) && !word.split('-').every((part) => GIVEN.has(part)))
  return (others.length > 0 ? others : own).at(-1)
}

/** Returns what a recipient's name is found by, or null if there is no name (any more). */
export function nameKey(name: string): NameKey | null {
  const folded = nameWords(name).slice(0, WORDS_MAX)
  const surname = surnameIn(name, folded)
  return surname === undefined ? null : { surname, words: ` ${folded.join(' ')} ` }
}

/**
 * Reads a typed text as a search by name. Each word may be the surname, whichever word the stored name was
 * filed under, and all words have to occur. Empty lists: the text contains no name.
 */
export function nameQuery(text: string): { surnames: string[]; words: string[] } {
  const typed = [...new Set(nameWords(text))].slice(0, WORDS_MAX)
  const surnames = typed.filter((word) => !PARTICLES.has(word))
  return { surnames: surnames.length > 0 ? surnames : typed, words: typed }
}
