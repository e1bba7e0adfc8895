import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { t as deviceWord } from '../devices/texts.ts'
import { Csv, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { roleWord } from '../words.ts'
import type { StaffRole } from './forms.ts'
import { type Invitee, InvitePerson } from './InvitePerson.tsx'
import { InviteStaff } from './InviteStaff.tsx'
import { LastSeen } from './LastSeen.tsx'
import { SignOut } from './SignOut.tsx'
import { t } from './texts.ts'

/** Lists counter and depot staff and dispatchers. Opening an invitation creates the person. */
export function Staff() {
  const counter = usePages(api.people.list, {}, { role: 'counter' }, { all: true })
  const depot = usePages(api.people.list, {}, { role: 'depot' }, { all: true })
  const dispatchers = usePages(api.people.list, {}, { role: 'dispatcher' }, { all: true })
  const points = useGet(api.people.listPoints, {})
  const [inviting, setInviting] = useState(false)
  const [again, setAgain] = useState<Invitee | null>(null)
  const [done, setDone] = useState('')
  const lists = [dispatchers, counter, depot]
  const failure = lists.find((list) => list.failure)?.failure
  const ready = lists.every((list) => list.items)
  const people = lists.flatMap((list) => list.items ?? [])
  const reload = () => {
    for (const list of lists) list.reload()
  }
  const pointName = (id: string | null) => points.value?.items.find((point) => point.id === id)?.name
  return (
    <>
      <div class="head-actions people-actions">
        <Button small onClick={() => setInviting(true)}>
          {t('invite')}
        </Button>
        <Csv of={api.people.list} query={{ role: 'counter,depot,dispatcher' }} name="staff" />
      </div>
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!ready && !failure ? <RowsSkeleton rows={4} /> : null}
      {ready && people.length === 0 ? <EmptyState title={t('noStaff')}>{t('noStaffText')}</EmptyState> : null}
      {people.length > 0 ? (
        <div class="table-box staff">
          <table>
            <caption class="sr">{t('view.staff')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col" class="if-medium">
                  {t('role')}
                </th>
                <th scope="col" class="if-medium">
                  {t('point')}
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
              {people.map((person) => {
                const { id, name, role, pointId } = person
                return (
                  <tr key={id}>
                    <td>
                      <strong>{name}</strong>
                      <span class="under">
                        {[roleWord(role), pointName(pointId)].filter(Boolean).join(' · ')}
                      </span>
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
                    <td class="if-medium">{roleWord(role)}</td>
                    <td class="if-medium">{pointName(pointId)}</td>
                    <td class="nowrap if-medium">
                      <LastSeen person={person} />
                    </td>
                    <td class="end">
                      <SignOut person={person} onDone={setDone} />{' '}
                      <Button
                        small
                        kind="secondary"
                        aria-label={t('inviteName', { name })}
                        onClick={() => setAgain({ id, name, role: role as StaffRole, pointId, fresh: false })}
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
      {again ? <InvitePerson person={again} onClose={() => setAgain(null)} /> : null}
      {inviting ? (
        <InviteStaff
          points={points.value?.items ?? []}
          onClose={() => {
            setInviting(false)
            reload()
          }}
        />
      ) : null}
    </>
  )
}
