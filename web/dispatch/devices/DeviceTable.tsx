import type { DeviceLine } from '../../../worker/api/devices/answers.ts'
import { OPERATOR } from '../../../worker/domain/independence.ts'
import { number } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge } from '../../ui/bits.tsx'
import { brief, When } from '../when.tsx'
import { roleWord } from '../words.ts'
import { stateOf } from './state.ts'
import { t } from './texts.ts'

export interface DeviceTableProps {
  devices: readonly DeviceLine[]
  /** The names of staff, by id. */
  names: ReadonlyMap<string, string>
  busy: boolean
  onRevoke: (device: DeviceLine) => void
}

/** Shows devices in rows, those of one person together. */
export function DeviceTable({ devices, names, busy, onRevoke }: DeviceTableProps) {
  return (
    <div class="table-box devices" aria-busy={busy}>
      <table>
        <caption class="sr">{t('devices')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('device')}</th>
            <th scope="col" class="if-medium">
              {t('lastSeen')}
            </th>
            <th scope="col" class="if-wide">
              {t('app')}
            </th>
            <th scope="col" class="number if-wide">
              {t('unsent')}
            </th>
            <th scope="col" class="if-wide">
              {t('status')}
            </th>
            <th scope="col">
              <span class="sr">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <tr key={device.id}>
              <td>
                <strong>{device.personName || t('unknownPerson')}</strong>
                <span class="second">
                  {roleWord(device.role)} · {device.name}
                </span>
                <span class="second">{enrolled(device, names)}</span>
                <span class="under">
                  {t('seen', { time: brief(device.lastSeenAt) })}
                  {device.app ? ` · ${t('appVersion', { version: device.app })}` : null}
                </span>
                <span class="marks">
                  {device.unsent > 0 ? (
                    <Badge tone="warn">{t('waiting', { count: device.unsent })}</Badge>
                  ) : null}
                  <State device={device} />
                </span>
              </td>
              <td class="nowrap if-medium">
                <When at={device.lastSeenAt} />
              </td>
              <td class="if-wide">{device.app ?? <span class="muted">{t('appUnknown')}</span>}</td>
              <td class="number if-wide">
                {device.unsent > 0 ? (
                  <Badge tone="warn">{number(device.unsent)}</Badge>
                ) : (
                  <span class="muted">0</span>
                )}
              </td>
              <td class="if-wide">
                <State device={device} />
              </td>
              <td class="end">
                {device.revokedAt === null ? (
                  <Button
                    small
                    kind="secondary"
                    aria-label={t('revokeName', { device: device.name, name: device.personName })}
                    onClick={() => onRevoke(device)}
                  >
                    {t('revoke')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function enrolled({ enrolledAt, enrolledBy }: DeviceLine, names: ReadonlyMap<string, string>): string {
  const time = brief(enrolledAt)
  const name = enrolledBy === OPERATOR ? roleWord('operator') : names.get(enrolledBy)
  return name === undefined ? t('enrolled', { time }) : t('enrolledBy', { time, name })
}

function State({ device }: { device: DeviceLine }) {
  const { lentUntil, revokedAt } = device
  const state = stateOf(device, Date.now())
  if (state === 'works') return <span class="muted">{t('state.works')}</span>
  if (state === 'revoked') return <Badge>{t('state.revoked', { time: brief(revokedAt ?? '') })}</Badge>
  if (state === 'lent')
    return <Badge tone="accent">{t('state.lent', { time: brief(lentUntil ?? '') })}</Badge>
  return <Badge tone="warn">{t(`state.${state}`)}</Badge>
}
