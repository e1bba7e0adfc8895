import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso'
import { locale } from '../i18n/locale.ts'
import { useLocale } from '../i18n/use.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { useFreshScreen } from '../ui/fresh-screen.ts'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './app.css'
import { keepRenewing, startSigning } from '../device/signed.ts'
import { acts, startOutbox } from '../offline/outbox.ts'
import { linkManifest, listenForInstall } from './install.ts'
import { keepRoom } from './keep.ts'
import { personHere, ROOMS, type Room, roomOf } from './rooms.ts'
import { knownSessions, signedInPersons } from './sessions.ts'
import { load, t } from './texts.ts'
import { UpdatePrompt, useUpdatePrompt } from './UpdatePrompt.tsx'
import { ownBuild, registerServiceWorker } from './update.ts'

function Start() {
  const { route } = useLocation()
  const sessions = knownSessions()
  const only =
    sessions.length === 1 && !location.search.includes('choose') ? roomOf(sessions[0]?.role) : undefined
  // A courier's tablet has one session, so the installed icon opens the round and not a list with one entry.
  useEffect(() => only && route(only.path, true), [only])
  const chooser = useLazy(() => (only ? Promise.reject(only) : import('./front-door.ts')))
  return chooser.state === 'ready' ? <chooser.value.Chooser /> : null
}

/** Greets who was invited. Most starts of the app need nothing of it. */
function Invited(props: { token: string; onDone: () => void }) {
  const invitation = useLazy(() => import('./front-door.ts'))
  if (invitation.state === 'ready') return <invitation.value.Invitation {...props} />
  return <PartState {...invitation} />
}

/** Shows that a part of the app is on its way, or that it could not be had. */
function PartState({ state, retry }: { state: 'loading' | 'failed'; retry: () => void }) {
  const prompt = useUpdatePrompt()
  if (state === 'loading')
    return (
      <Screen title="Sesame">
        <Skeleton height="110px" />
        <Skeleton lines={4} height="64px" />
      </Screen>
    )
  // The prompt above says that this screen needs the new version, and trying again would find nothing else.
  if (prompt === 'needed') return <Screen title="Sesame">{null}</Screen>
  return (
    <Screen title="Sesame" actions={<Button onClick={retry}>{t('again')}</Button>}>
      <Banner kind="error">{t('loadFailed')}</Banner>
    </Screen>
  )
}

function RoomScreen({ load: loadRoom, folder }: Pick<Room, 'load' | 'folder'>) {
  const room = useLazy(loadRoom)
  const opened = room.state === 'ready'
  useEffect(() => (opened ? keepRoom(folder) : undefined), [opened])
  return room.state === 'ready' ? <room.value.default /> : <PartState {...room} />
}

/** Shows the room at the address. Each room has a router of its own for the addresses inside it. */
function RoomOfPath() {
  const { path } = useLocation()
  useFreshScreen(path)
  const room = ROOMS.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`))
  return room ? <RoomScreen key={room.path} {...room} /> : <Start />
}

function App() {
  useLocale()
  const lang = locale()
  useEffect(() => linkManifest(lang), [lang])
  const [token, setToken] = useState(location.hash.slice(1))
  useEffect(() => {
    // Scanning a second invitation while the PWA is open changes only the fragment.
    const update = () => setToken(location.hash.slice(1))
    addEventListener('hashchange', update)
    return () => removeEventListener('hashchange', update)
  }, [])
  return (
    <LocationProvider scope="/app">
      <UpdatePrompt />
      {token ? <Invited token={token} onDone={() => setToken('')} /> : <RoomOfPath />}
    </LocationProvider>
  )
}

listenForInstall()
// Every call of a room is signed for whoever works in it (R40).
startSigning(personHere)
keepRenewing(signedInPersons, () => ({ app: ownBuild(), unsent: acts.value.length }))
startOutbox(signedInPersons)
await load()
render(<App />, document.getElementById('root')!)
void registerServiceWorker()
