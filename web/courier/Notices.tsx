import { dateTime, time } from '../i18n/format.ts'
import { Banner } from '../ui/bits.tsx'
import { isOff, lastReading } from './clock.ts'
import { useOffline } from './offline.ts'
import { loadedAt, round } from './round-state.ts'
import { t } from './texts.ts'

/** Says what does not work without a network. */
export function OfflineBanner() {
  if (!useOffline()) return null
  return (
    <Banner kind="offline">
      {loadedAt.value ? t('offlineSince', { time: time(loadedAt.value) }) : t('offline')}
    </Banner>
  )
}

/** Says that this tablet's clock is wrong, and which time counts. */
export function ClockBanner() {
  const reading = lastReading.value
  if (!reading || !isOff(reading)) return null
  const { device, server } = reading
  return <Banner kind="error">{t('clockOff', { device: dateTime(device), server: dateTime(server) })}</Banner>
}

/** Shows what the courier must know about the day: blocks, and a sign-in elsewhere. */
export function Notices() {
  const { blocked, notices } = round.value ?? { blocked: { pin: false, identity: false }, notices: [] }
  return (
    <>
      <OfflineBanner />
      <ClockBanner />
      {blocked.pin ? <Banner kind="error">{t('pinBlocked')}</Banner> : null}
      {blocked.identity ? <Banner kind="error">{t('identityBlocked')}</Banner> : null}
      {notices.map(({ at }) => (
        <Banner key={at} kind="offline">
          {t('elsewhere', { time: time(at) })}
        </Banner>
      ))}
    </>
  )
}
