import { scriptUrl } from '../../ui/script-url.ts'
import type { WorkerAnswer, WorkerAnswers, WorkerRequest, WorkerRequests } from './read-worker.ts'
import workerUrl from './read-worker.ts?worker&url'

export interface Reader {
  /**
   * Rejects when the file can no longer be read because it was moved or changed, or when the worker is gone.
   */
  ask: <K extends keyof WorkerRequests>(what: K, question: WorkerRequests[K]) => Promise<WorkerAnswers[K]>
  close: () => void
}

/**
 * Opens a reader in a worker. Ten thousand lines take half a second, and the page must not freeze meanwhile.
 */
export function openReader(): Reader {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
  const waiting = new Map<number, { done: (answer: never) => void; fail: () => void }>()
  let ids = 0
  const loseAll = () => {
    for (const { fail } of waiting.values()) fail()
    waiting.clear()
  }
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failed' in data) call?.fail()
    else call?.done(data.answer as never)
  }
  worker.onerror = loseAll
  return {
    ask: (what, question) =>
      new Promise((done, failed) => {
        const id = ids++
        waiting.set(id, { done, fail: () => failed(new Error('not read')) })
        worker.postMessage({ id, what, with: question } as WorkerRequest)
      }),
    close: () => {
      worker.terminate()
      loseAll()
    },
  }
}
