import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DeviceLine } from '../../../worker/api/devices/answers.ts'
import { api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Csv, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { t as shell } from '../texts.ts'
import { DeviceTable } from './DeviceTable.tsx'
import { Filters } from './Filters.tsx'
import { asQuery, filterOf, isFiltered, withFilter } from './filter.ts'
import { RevokeAll, RevokeDevice } from './Revoke.tsx'
import { t } from './texts.ts'
import './devices.css'

/** Lists the devices of staff, filtered by the query of the address (R40). */
export function Devices() {
  const { query, route } = useLocation()
  const filter = filterOf(query)
  const filtered = isFiltered(filter)
  const { items, failure, busy, more, reload } = usePages(api.devices.list, {}, asQuery(filter))
  const people = usePages(api.people.list, {}, { role: 'courier,counter,depot,dispatcher' }, { all: true })
  const [asked, setAsked] = useState<DeviceLine | null>(null)
  const [done, setDone] = useState('')
  const named = [...(people.items ?? [])].sort((a, b) => a.name.localeCompare(b.name))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const person = named.find(({ id }) => id === filter.person)
  const finished = (said: string) => {
    setAsked(null)
    setDone(said)
    reload()
    // Revoking everything of a person settles what was said of their invitations.
    dispatchEvent(new Event('alerts-changed'))
  }
  return (
    <>
      <div class="head-actions people-actions">
        {person ? <RevokeAll key={person.id} person={person} onDone={finished} /> : null}
        <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
          {shell('refresh')}
        </Button>
        <Csv of={api.devices.list} query={asQuery(filter)} name="devices" />
      </div>
      <Filters
        filter={filter}
        people={named}
        onChange={(next) => {
          setDone('')
          route(withFilter(next), true)
        }}
      />
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={6} /> : null}
      {items?.length === 0 && !busy ? (
        <EmptyState title={filtered ? t('noneFound') : t('none')}>
          {filtered ? t(more ? 'noneSoFar' : 'noneFoundText') : t('noneText')}
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? (
        <DeviceTable devices={items} names={names} busy={busy} onRevoke={setAsked} />
      ) : null}
      {more ? (
        <div class="more">
          <Button small kind="secondary" busy={busy} onClick={more}>
            {filtered ? t('further') : shell('more')}
          </Button>
        </div>
      ) : null}
      {asked ? <RevokeDevice device={asked} onDone={finished} onClose={() => setAsked(null)} /> : null}
    </>
  )
}
