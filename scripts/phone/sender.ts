/** A provider's call to the Worker. */
export interface ReportCall {
  url: string
  headers?: Record<string, string>
  body: string
}

/** How long a provider waits for the Worker's answer. */
const PATIENCE_MS = 5000
/** Waits between the tries while the Worker cannot be reached, as multiples of `soonMs`. */
const RETRIES = [1, 2, 4, 8]

export interface Sender {
  /** Makes a call after some time, in ms, and sends it until the Worker takes it. Null leaves nothing to send. */
  send(afterMs: number, make: () => ReportCall | null): void
  close(): void
}

/** Sends calls as providers do; nothing ever leaves for another place than the Worker. */
export function createSender(publicUrl: string, soonMs: number): Sender {
  const timers = new Set<NodeJS.Timeout>()
  let closed = false

  function later(afterMs: number, what: () => void) {
    if (closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      what()
    }, afterMs)
    timers.add(timer)
  }

  // A call is made anew for each try, because some providers sign the time of it too.
  async function post(make: () => ReportCall | null, tries = 0): Promise<void> {
    const call = make()
    if (!call || URL.parse(call.url)?.origin !== new URL(publicUrl).origin) return
    const { url, headers, body } = call
    const wait = RETRIES[tries]
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await fetch(url, { method: 'POST', headers: headers ?? {}, body, signal }).catch(
      () => null,
    )
    if ((!answer || answer.status >= 500) && wait !== undefined)
      later(wait * soonMs, () => void post(make, tries + 1))
  }

  return {
    send: (afterMs, make) => later(afterMs, () => void post(make)),
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
