import { useRef, useState } from 'preact/hooks'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { Command } from '../../../worker/domain/command.ts'
import { SENDS_ON_DEMAND } from '../../../worker/domain/limits.ts'
import type { Profile } from '../../../worker/domain/terms.ts'
import { courierStop } from '../../../worker/views/courier-stop.ts'
import { type AnswerAt, api, type InputAt, type Result } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { QUEUED } from '../../offline/action.ts'
import type { PostOptions, StopWrite } from '../post.ts'
import type { VisitDeps } from '../stop/visit-deps.ts'
import { begin, commandOf, PHONE_STEPS, type Rehearsal, rehearse } from './rehearsal.ts'
import { t } from './texts.ts'

const random = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
const iso = (ms: number) => new Date(ms).toISOString()
const nothing = async () => {}
/** The receipt that the practice client's phone shows. */
export const RECEIPT = 'SESAME:1R:practice:1:practice'

/**
 * Puts a practice shipment in place of the server: every action of the stop's screens is decided here, by the
 * server's own rules. Each resend creates a new link, so the recipient's phone is assumed to have the latest.
 */
/** `offline`: the tablet is to be without a network; what is done then counts here as if it were sent later. */
export function useRehearsal(profile: Profile, offline: boolean) {
  const [rehearsal, setRehearsal] = useState<Rehearsal>(() =>
    begin(profile, { locale: locale(), point: practicePoint() }, Date.now(), random),
  )
  const latest = useRef(rehearsal)
  const run = (command: Command) => {
    const { shipment, decision } = rehearse(latest.current.shipment, command, Date.now())
    if (shipment) latest.current = { ...latest.current, shipment }
    setRehearsal(latest.current)
    return decision
  }
  const deps: VisitDeps = {
    post: async <A extends StopWrite>(
      address: A,
      _id: string,
      body: InputAt<A>,
      { queue }: PostOptions = {},
    ): Promise<Result<AnswerAt<A>>> => {
      if (offline && address === api.stops.receipt) phone('finish')
      const command = commandOf(address, body as object, latest.current)
      const decision = command ? run(command) : null
      if (offline) return queue ? QUEUED : { ok: false, status: 0, code: 'offline', problem: {} }
      if (decision?.ok) return { ok: true, status: 200, data: decision.answer as AnswerAt<A> }
      return { ok: false, status: 409, code: decision?.refusal ?? 'bad-request', problem: {} }
    },
    offline: () => offline,
    isRight: async (_stop, code) => code === latest.current.qr || code === RECEIPT,
    reopening: () => (offline ? { queue: 'done' } : {}),
    place: async () => undefined,
    patch: () => {},
    refreshStop: nothing,
    refreshRound: nothing,
  }
  const phone = (what: keyof typeof PHONE_STEPS) => {
    const { link } = latest.current.shipment
    for (const step of PHONE_STEPS[what]) run({ ...step, link } as Command)
  }
  const { shipment, pin, qr } = rehearsal
  const stop: CourierStop = courierStop('practice', shipment, recipient(), SENDS_ON_DEMAND, iso)
  return { stop, outside: deps, phone, pin, qr }
}

const practicePoint = () => ({
  id: 'practice',
  name: t('pointName'),
  kind: 'point' as const,
  address: t('pointAddress'),
  hours: 'Mo-Fr 09:00-19:00; Sa 10:00-16:00',
})

const recipient = () => ({
  name: t('recipientName'),
  kind: 'consumer' as const,
  address: { line1: t('line1'), city: t('city'), postcode: '', country: 'FR' },
})
