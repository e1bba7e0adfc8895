import { useLocation } from 'preact-iso'
import { Devices } from '../devices/Devices.tsx'
import { t as deviceWord, load as loadDevices } from '../devices/texts.ts'
import { PageFrame } from '../parts.tsx'
import { to, withQuery } from '../route.ts'
import { Couriers } from './Couriers.tsx'
import { Points } from './Points.tsx'
import { Staff } from './Staff.tsx'
import { load as loadOwn, t } from './texts.ts'
import './people.css'

export const load = async (): Promise<void> => {
  await Promise.all([loadOwn(), loadDevices()])
}

const VIEWS = { couriers: Couriers, staff: Staff, devices: Devices, points: Points }
type ViewName = keyof typeof VIEWS
const NAMES = Object.keys(VIEWS) as ViewName[]

/** Shows couriers, staff or points, as the address says. */
export default function People() {
  const { query } = useLocation()
  const view = NAMES.find((name) => name === query.view) ?? 'couriers'
  const Show = VIEWS[view]
  return (
    <PageFrame heading={t('heading')}>
      <nav class="tabs people-tabs" aria-label={t('views')}>
        {NAMES.map((name) => (
          <a
            key={name}
            href={withQuery(to.people, { view: name === 'couriers' ? undefined : name })}
            aria-current={name === view ? 'page' : undefined}
          >
            {name === 'devices' ? deviceWord('devices') : t(`view.${name}`)}
          </a>
        ))}
      </nav>
      <Show />
    </PageFrame>
  )
}
