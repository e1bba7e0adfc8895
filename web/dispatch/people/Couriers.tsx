import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { t as deviceWord } from '../devices/texts.ts'
import { Csv, More, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { AddCourier, AddProvider } from './add.tsx'
import { type Invitee, InvitePerson } from './InvitePerson.tsx'
import { LastSeen } from './LastSeen.tsx'
import { SignOut } from './SignOut.tsx'
import { t } from './texts.ts'

/** Lists couriers with their providers. Each can be invited to a tablet. */
export function Couriers() {
  const { items, failure, busy, more, reload } = usePages(api.people.list, {}, { role: 'courier' })
  const providers = useGet(api.people.listProviders, {})
  const [adding, setAdding] = useState<'provider' | 'courier' | null>(null)
  const [done, setDone] = useState('')
  const [invited, setInvited] = useState<Invitee | null>(null)
  const nameOf = (id: string | null) => providers.value?.items.find((provider) => provider.id === id)?.name
  return (
    <>
      <div class="head-actions people-actions">
        <Button small onClick={() => setAdding('courier')}>
          {t('addCourier')}
        </Button>
        <Button small kind="secondary" href={to.morningSheet}>
          {deviceWord('sheet')}
        </Button>
        <Button small kind="secondary" onClick={() => setAdding('provider')}>
          {t('addProvider')}
        </Button>
        <Csv of={api.people.list} query={{ role: 'courier' }} name="couriers" />
      </div>
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items?.length === 0 ? <EmptyState title={t('noCouriers')}>{t('noCouriersText')}</EmptyState> : null}
      {items && items.length > 0 ? (
        <div class="table-box staff" aria-busy={busy}>
          <table>
            <caption class="sr">{t('view.couriers')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col" class="if-medium">
                  {t('provider')}
                </th>
                <th scope="col" class="if-medium">
                  {t('lastSeen')}
                </th>
                <th scope="col">
                  <span class="sr">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((person) => {
                const { id, name, providerId } = person
                return (
                  <tr key={id}>
                    <td>
                      <strong>{name}</strong>
                      <span class="under">{nameOf(providerId)}</span>
                      <span class="under">
                        <LastSeen person={person} alone />
                      </span>
                      <a
                        class="of-person"
                        href={to.devices(id)}
                        aria-label={deviceWord('devicesOf', { name })}
                      >
                        {deviceWord('devices')}
                      </a>
                    </td>
                    <td class="if-medium">{nameOf(providerId)}</td>
                    <td class="nowrap if-medium">
                      <LastSeen person={person} />
                    </td>
                    <td class="end">
                      <SignOut person={person} onDone={setDone} />{' '}
                      <Button
                        small
                        kind="secondary"
                        aria-label={t('inviteName', { name })}
                        onClick={() => setInvited({ id, name, role: 'courier', fresh: false })}
                      >
                        {t('invite')}
                      </Button>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      ) : null}
      <More more={more} busy={busy} />
      {adding === 'provider' ? (
        <AddProvider
          onClose={() => setAdding(null)}
          onDone={(name) => {
            setAdding(null)
            setDone(t('providerAdded', { name }))
            providers.reload()
          }}
        />
      ) : null}
      {adding === 'courier' ? (
        <AddCourier
          providers={providers.value?.items}
          onClose={() => setAdding(null)}
          onDone={(person) => {
            setAdding(null)
            reload()
            setInvited({ ...person, role: 'courier', fresh: true })
          }}
        />
      ) : null}
      {invited ? <InvitePerson person={invited} onClose={() => setInvited(null)} /> : null}
    </>
  )
}
