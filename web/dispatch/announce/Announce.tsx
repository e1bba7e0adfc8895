import { useEffect, useRef, useState } from 'preact/hooks'
import type { LabelPending } from '../../../worker/api/requests/answers.ts'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { load as loadReasons } from '../../timeline/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { loadPhones, readPhone } from '../contact.ts'
import { ActionError, PageFrame, ReadFailed } from '../parts.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { to } from '../route.ts'
import { DeliveryFields } from './DeliveryFields.tsx'
import { type AnnouncedShipment, Done } from './Done.tsx'
import { Eligible } from './Eligible.tsx'
import { check, EMPTY, type Errors, type Form, requestOf } from './form.ts'
import { PaymentFields } from './PaymentFields.tsx'
import { RecipientFields } from './RecipientFields.tsx'
import { errorsOf } from './refused.ts'
import { ShipmentFields } from './ShipmentFields.tsx'
import { load as loadTexts, t } from './texts.ts'
import { type Waiting, Waits } from './Waits.tsx'
import './announce.css'

export const load = async () => {
  await Promise.all([loadTexts(), loadReasons(), loadRequests(), loadPhones()])
}

/** Announces one shipment by hand. */
export default function Announce() {
  const [form, setForm] = useState<Form>(EMPTY)
  const [errors, setErrors] = useState<Errors>({})
  const [done, setDone] = useState<AnnouncedShipment | Waiting>()
  const contracts = useGet(api.contracts.list, {})
  const { busy, failure, send, forget } = useSend()
  const element = useRef<HTMLFormElement>(null)
  const contractOf = (id: string) => contracts.value?.items.find((one) => one.id === id)
  const contract = contractOf(form.contractId)
  const asks = contract?.policy.payment

  const change = (part: Partial<Form>) => {
    const next = { ...form, ...part }
    setForm(next)
    forget()
    // Fields already marked are checked again while they are corrected. Fields not marked yet are left alone.
    const now = check(next, readPhone, contractOf(next.contractId)?.policy.payment)
    setErrors((old) => Object.fromEntries(Object.entries(old).flatMap(([field]) => pair(field, now[field]))))
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const wrong = check(form, readPhone, asks)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const answer = await send(api.shipments.announce, {}, requestOf(form, readPhone, asks))
    if (answer?.ok) return setDone(resultOf(answer.data, answer.status, form.waybill.trim()))
    if (answer) setErrors(errorsOf(answer, form.labels.length))
  }
  const count = Object.keys(errors).length
  useEffect(() => {
    if (!busy && count > 0)
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
  }, [busy, count > 0])

  const another = () => {
    // The next shipment is likely to have the same contract and country.
    const { contractId, country, locale, currency } = form
    setForm({ ...EMPTY, contractId, country, locale, currency })
    setDone(undefined)
  }
  if (done)
    return 'asked' in done ? (
      <Waits waiting={done} onAnother={another} />
    ) : (
      <Done done={done} onAnother={another} />
    )
  const fields = { form, errors, change }
  return (
    <PageFrame heading={t('heading')} back={{ href: to.shipments, label: t('back') }}>
      {contracts.failure ? <ReadFailed failure={contracts.failure} onRetry={contracts.reload} /> : null}
      <form class="announce" ref={element} onSubmit={submit} noValidate>
        <ShipmentFields {...fields} contracts={contracts.value?.items} />
        <RecipientFields {...fields} />
        <DeliveryFields {...fields} />
        {contract && asks !== 'none' ? <PaymentFields {...fields} policy={contract.policy} /> : null}
        <div class="stack announce-end">
          {contract ? <Eligible form={form} policy={contract.policy} /> : null}
          <ActionError failure={count > 0 ? undefined : failure} />
          <p class="action-error" role="alert">
            {count > 0 ? t('fix', { count }) : null}
          </p>
          <Button type="submit" busy={busy}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </PageFrame>
  )
}

type Answered = Omit<AnnouncedShipment, 'same' | 'waybill'> | LabelPending

const resultOf = (data: Answered, status: number, waybill: string): AnnouncedShipment | Waiting =>
  'request' in data ? { asked: data, waybill } : { ...data, same: status === 200, waybill }

const pair = (field: string, error: Errors[string]) => (error ? [[field, error] as const] : [])
