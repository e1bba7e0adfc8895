import type { GivenAct } from './act.ts'
import { openNews, sending } from './deps.ts'
import { createOutbox, type OutboxDeps, type Put } from './engine.ts'
import { noteSignedIn, takeAnswers } from './store.ts'

interface SyncRegistration extends ServiceWorkerRegistration {
  /** Chromium alone has it. */
  sync?: { register: (tag: string) => Promise<void> }
}

/** Asks the browser to wake the service worker once there is a network, should no page be open then. */
async function askForSync(): Promise<void> {
  try {
    const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration()
    await registration?.sync?.register('sesame-outbox')
  } catch {
    // It may be forbidden. The next page that is opened sends.
  }
}

/** Opens the outbox of a page: its store, its clock and its way to the other tabs. */
export function openSender(page: Pick<OutboxDeps, 'signedIn' | 'onChange' | 'onAnswered' | 'onSignedOut'>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waits = false
  const tell = openNews((news) => void outbox.heard(news))
  const outbox = createOutbox({
    ...sending,
    ...page,
    tell,
    later: (ms, then) => {
      clearTimeout(timer)
      if (ms !== null) timer = setTimeout(then, ms)
    },
    onChange: (acts, trouble) => {
      waits = acts.some(({ state }) => state === 'waiting')
      page.onChange(acts, trouble)
    },
  })
  void noteSignedIn(page.signedIn())

  return {
    ...outbox,
    takeAnswers,
    put: async (given: GivenAct): Promise<Put> => {
      const done = await outbox.put(given)
      void done.tried.then(({ status }) => {
        if (status === 0) void askForSync()
      })
      return done
    },
    resume: (personId: string): Promise<void> => {
      void noteSignedIn(page.signedIn())
      return outbox.resume(personId)
    },
    /** The page is left, and may never be seen again. */
    leave: async (): Promise<void> => {
      if (waits) await askForSync()
    },
  }
}
