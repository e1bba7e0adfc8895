import { useEffect, useState } from 'preact/hooks'
import type { ReadPhone } from '../../../worker/wire/phone.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { loadPhones, validEmail } from '../contact.ts'
import { Confirm } from '../parts.tsx'
import { requestsChanged } from '../requests/open.ts'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/** Requests another phone or e-mail (R9). A second person has to agree, and the old contact is told at once. */
export function ContactDialog({ shipment, onClose, onDone }: ActionProps) {
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  const [readPhone, setReadPhone] = useState<ReadPhone>()
  useEffect(() => {
    void loadPhones().then((loaded) => setReadPhone(() => loaded))
  }, [])
  const read = readPhone && phone.trim() ? readPhone(phone, shipment.recipient?.address) : null
  const wrong = {
    phone: read?.ok === false,
    email: email.trim() !== '' && !validEmail(email),
    none: phone.trim() === '' && email.trim() === '',
  }
  const run = async () => {
    setTried(true)
    if (wrong.phone || wrong.email || wrong.none) return
    // Until the numbers are loaded, the server reads what was typed.
    const body = {
      ...(phone.trim() && { phone: read?.ok ? read.number : phone.trim() }),
      ...(email.trim() && { email: email.trim() }),
    }
    const answer = await send(api.shipments.changeContact, { id: shipment.id }, body)
    if (!answer?.ok) return
    requestsChanged()
    // The panel of the request, right below, shows whom it waits for.
    onDone(t('done.contact'))
  }
  const phoneError = wrong.phone ? t('contact.phoneWrong') : wrong.none ? t('contact.none') : undefined
  return (
    <Confirm
      open
      title={t('title.contact', { waybill: shipment.waybill })}
      yes={t('contact.yes')}
      busy={busy}
      failure={failure}
      onYes={() => void run()}
      onClose={onClose}
    >
      <p>{t('text.contact')}</p>
      <Field
        label={t('contact.phone')}
        hint={shipment.recipient?.phone ? t('contact.now', { now: shipment.recipient.phone }) : undefined}
        value={phone}
        onInput={setPhone}
        error={tried ? phoneError : undefined}
        input={{ type: 'tel', autoComplete: 'off', maxLength: 40 }}
      />
      <Field
        label={t('contact.email')}
        hint={shipment.recipient?.email ? t('contact.now', { now: shipment.recipient.email }) : undefined}
        value={email}
        onInput={setEmail}
        error={tried && wrong.email ? t('contact.emailWrong') : undefined}
        input={{ type: 'email', autoComplete: 'off', maxLength: 254 }}
      />
    </Confirm>
  )
}
