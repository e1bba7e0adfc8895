import type { DoorRules } from '../../../worker/domain/door-rules.ts'
import type { Outcome } from '../../../worker/domain/terms.ts'
import { holdWords } from '../../../worker/domain/words.ts'
import { saysMore } from '../proofs.ts'
import { identityWords } from '../say.ts'
import type { PaperTexts } from './texts.ts'

/** A picture of the running product, made by `npm run pictures` in every language. */
export type Picture = 'green' | 'hold' | 'identity' | 'wrong' | 'phone'

/** One of the three things that happen at a door, in the words of a policy. */
export interface DoorOutcome {
  name: 'code' | 'none' | 'wrong'
  picture: Picture
  title: string
  /** What the courier does, in order. */
  steps: string[]
  /** What the courier says, or null where nothing is prescribed. */
  say: string | null
  /** How it ends: the one line that counts. */
  end: string
  /** Under which codes of the carrier's own it is recorded; none where a code only names the proof. */
  codes: string[]
}

/** Whether a code is said or shown at this door, as against a phone that proves by itself. */
export const hasCode = ({ door }: DoorRules): boolean => door.some((proof) => proof !== 'link')

/** Returns each guide once: most contracts of a carrier say the same about the door. */
export const distinct = <G extends { carrier: string; rules: DoorRules }>(guides: readonly G[]): G[] => [
  ...new Map(guides.map((guide) => [JSON.stringify([guide.carrier, guide.rules]), guide])).values(),
]

/** Says what is accepted, each way after the first with its own "or". */
function ways({ door, pinDigits }: DoorRules, { paper, tablet }: PaperTexts): string[] {
  const pin = door.includes('pin')
  return [
    ...(pin ? [paper('code.pin', { digits: pinDigits })] : []),
    ...(door.includes('qr') ? [paper(pin ? 'code.qr' : 'code.onlyQr', { button: tablet('scanQr') })] : []),
    ...(door.includes('link') ? [paper(door.length > 1 ? 'code.link' : 'code.onlyLink')] : []),
  ]
}

/** Says where the client's code comes from, if not from the message (R7, R39). */
function shown({ reveal, door }: DoorRules, { paper, tablet }: PaperTexts): string[] {
  if (reveal === 'message' || door.every((proof) => proof === 'link')) return []
  return [paper(reveal === 'scan' ? 'code.atScan' : 'code.atArrival', { button: tablet('arrived') })]
}

/** Returns the three outcomes of a secured door as its policy has them (R13, R15). */
export function outcomesOf(rules: DoorRules, texts: PaperTexts): DoorOutcome[] {
  const { withoutCode, afterWrong, door, codes, signature, attempts } = rules
  const { paper, tablet, locale } = texts
  const codesOf = (...outcomes: Outcome[]) => [
    ...new Set(outcomes.map((outcome) => codes[outcome]).filter(saysMore)),
  ]
  // The name of the point stands on the tablet; here its place is left open.
  const words = { hold: holdWords(locale, '…'), identity: identityWords({ locale }) }
  const sign = signature.includes('identity') ? [paper('none.sign')] : []
  const code: DoorOutcome = {
    name: 'code',
    picture: 'green',
    title: paper(hasCode(rules) ? 'code.title' : 'code.titleLink'),
    steps: [...shown(rules, texts), ...ways(rules, texts)],
    say: null,
    end: paper('code.end'),
    codes: codesOf(...door),
  }
  const none: DoorOutcome = {
    name: 'none',
    picture: withoutCode,
    title: paper(hasCode(rules) ? 'none.title' : 'none.titleLink'),
    steps:
      withoutCode === 'hold'
        ? [paper('none.hold', { button: tablet('noCode'), confirm: tablet('noCodeConfirm') })]
        : [paper('none.identity', { button: tablet('noCode') }), ...sign],
    say: words[withoutCode],
    end: paper(`end.${withoutCode}`),
    codes: codesOf(withoutCode === 'hold' ? 'no-code' : 'identity'),
  }
  // A phone that proves by itself has no wrong code.
  if (!hasCode(rules)) return [code, none]
  const hold = afterWrong === 'hold'
  const wrong: DoorOutcome = {
    name: 'wrong',
    picture: 'wrong',
    title: paper('wrong.title'),
    steps: [
      paper(door.includes('pin') ? 'wrong.do' : 'wrong.doQr', { attempts }),
      hold ? paper('wrong.hold') : paper('wrong.identity', { button: tablet('identityCheck') }),
    ],
    say: null,
    end: paper(hold ? 'end.hold' : door.includes('link') ? 'end.wrongIdentityLink' : 'end.wrongIdentity'),
    codes: codesOf(hold ? 'wrong-code' : 'identity'),
  }
  return [code, none, wrong]
}

/** Returns the steps of the contact-free way. */
export function contactFree({ door, attended }: DoorRules, { paper }: PaperTexts): string[] {
  const link = door.includes('link')
  const told = door.includes('qr') ? 'step.free.codeOrQr' : 'step.free.code'
  return [
    paper(attended ? 'step.free.put' : 'step.free.leave'),
    paper(!attended ? 'step.free.alone' : link ? 'step.free.link' : told),
    ...(attended ? [paper(link ? 'step.free.green' : 'step.free.typed')] : []),
  ]
}

/** Returns what else can happen: a slip, no network, a broken tablet. Each has a title and a text. */
export function troubles(
  { reopenMinutes, brokenTablet }: DoorRules,
  { paper, tablet }: PaperTexts,
): { title: string; text: string }[] {
  const button = tablet('undo', { time: '' }).replace(/[ ·]+$/, '')
  return [
    ...(reopenMinutes > 0
      ? [{ title: paper('step.slip'), text: paper('step.slip.text', { count: reopenMinutes, button }) }]
      : []),
    { title: paper('step.network'), text: paper('step.network.text') },
    { title: paper('step.tablet'), text: paper(`step.tablet.${brokenTablet}`) },
  ]
}
