import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { ActionError, PageFrame } from '../parts.tsx'
import { to } from '../route.ts'
import { Fields } from './Fields.tsx'
import { check, EMPTY, endpointOf, refusedUrl, requestOf, type WebhookForm, whichOf } from './form.ts'
import { SecretShown } from './SecretShown.tsx'
import { t } from './texts.ts'
import '../integration.css'
import './webhooks.css'

export { load } from './texts.ts'

/** Creates an endpoint and shows its secret once. */
export default function NewWebhook() {
  const { route } = useLocation()
  const [form, setForm] = useState<WebhookForm>(EMPTY)
  const [tried, setTried] = useState(false)
  const [secret, setSecret] = useState('')
  const contracts = useGet(api.contracts.list, {})
  // Saving under a name that is taken would change that endpoint, so the names are read.
  const known = usePages(api.webhooks.list, {}, {}, { all: true })
  const { busy, failure, send, forget } = useSend()
  const taken = known.items
  const errors = tried ? check(form, taken ?? []) : {}
  const change = (next: WebhookForm) => {
    forget()
    setForm(next)
  }
  const save = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!taken || Object.keys(check(form, taken)).length > 0) return
    const { params, query } = endpointOf(form.id.trim(), form.contractId)
    const answer = await send(api.webhooks.put, params, requestOf(form, true), query)
    if (!answer?.ok) return
    if (answer.data.secret) setSecret(answer.data.secret)
    else route(to.webhook(whichOf(form)))
  }
  const refused = refusedUrl(failure?.problem)
  return (
    <PageFrame heading={t('newHeading')} back={{ href: to.webhooks, label: t('heading') }}>
      <form class="card webhook-form" noValidate onSubmit={save}>
        <Field
          label={t('id')}
          hint={t('idHint')}
          value={form.id}
          onInput={(id) => change({ ...form, id })}
          input={{ maxLength: 64, autoComplete: 'off', spellcheck: false, autoCapitalize: 'off' }}
          error={errors.id && t(`e.${errors.id}`)}
        />
        <Field label={t('contract')} hint={t('contractHint')}>
          {(attributes) => (
            <select
              {...attributes}
              value={form.contractId}
              onChange={(event) => change({ ...form, contractId: event.currentTarget.value })}
            >
              <option value="">{t('allContracts')}</option>
              {contracts.value?.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Fields form={form} errors={errors} refused={refused} onChange={change} />
        <ActionError
          failure={refused ? undefined : (failure ?? known.failure)}
          words={failure?.code === 'too-many' ? t('tooMany') : undefined}
        />
        <div class="row dialog-actions">
          <Button small kind="secondary" href={to.webhooks}>
            {t('cancel')}
          </Button>
          <Button small type="submit" busy={busy}>
            {t('create')}
          </Button>
        </div>
      </form>
      {secret ? (
        <SecretShown id={form.id.trim()} secret={secret} onClose={() => route(to.webhook(whichOf(form)))} />
      ) : null}
    </PageFrame>
  )
}
