import { useRef, useState } from 'preact/hooks'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { Command } from '../../../worker/domain/command.ts'
import { SENDS_ON_DEMAND } from '../../../worker/domain/limits.ts'
import type { Profile } from '../../../worker/domain/terms.ts'
import { courierStop } from '../../../worker/views/courier-stop.ts'
import type { AnswerAt, InputAt, Result } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import type { StopWrite } from '../post.ts'
import type { VisitDeps } from '../stop/visit-deps.ts'
import { begin, commandOf, PHONE_STEPS, type Rehearsal, rehearse } from './rehearsal.ts'
import { t } from './texts.ts'

const random = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
const iso = (ms: number) => new Date(ms).toISOString()
const nothing = async () => {}

/**
 * Puts a practice shipment in place of the server: every action of the stop's screens is decided here, by the
 * server's own rules. Each resend creates a new link, so the recipient's phone is assumed to have the latest.
 */
export function useRehearsal(profile: Profile) {
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
    ): Promise<Result<AnswerAt<A>>> => {
      const command = commandOf(address, body as object, latest.current)
      const decision = command ? run(command) : null
      if (decision?.ok) return { ok: true, status: 200, data: decision.answer as AnswerAt<A> }
      return { ok: false, status: 409, code: decision?.refusal ?? 'bad-request', problem: {} }
    },
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
