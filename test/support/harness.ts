import { Miniflare } from 'miniflare'
import type { WorkerHandle } from 'wrangler'
import { prepared } from './runtime.ts'
import { runtimeOptions, WORKER } from './runtime-options.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

/** A world whose runtime is at hand: its objects can be evicted and their storage looked into. */
export interface Harness extends World {
  worker: Pick<WorkerHandle, 'getEnv' | 'scheduled' | 'evictDurableObject' | 'getDurableObjectStorage'>
  /** The object of a shipment loses its memory; its storage stays. */
  evict(shipmentId: string): Promise<void>
  /** SQL inside the object of a shipment. */
  sql(shipmentId: string, query: string): Promise<Record<string, unknown>[]>
}

/** Starts a world inside this very process, which is less work than a process of its own. */
export async function startWorld({
  web = false,
  vars = {},
  gateways,
}: Pick<WorldOptions, 'web' | 'vars' | 'gateways'> = {}): Promise<Harness> {
  const world = await openWorld(
    async (root, given) => {
      const runtime = new Miniflare(runtimeOptions(await prepared(root, given)))
      await runtime.ready
      return { url: `http://localhost:${given.port}`, stop: () => runtime.dispose(), runtime }
    },
    { web, vars, ...(gateways && { gateways }) },
  )
  const { runtime } = world.server
  const worker: Harness['worker'] = {
    getEnv: async () => {
      const env = await runtime.getBindings<{ DB: Parameters<typeof reachable>[0] }>(WORKER)
      await reachable(env.DB)
      return env
    },
    scheduled: async (given) => (await runtime.getWorker(WORKER)).scheduled(given),
    evictDurableObject: (name, given) => runtime.unsafeEvictDurableObject(WORKER, name, given),
    getDurableObjectStorage: (name, given) => runtime.unsafeGetDurableObjectStorage(WORKER, name, given),
  }
  return {
    ...world,
    worker,
    // One that is not running has no memory to lose.
    evict: (name) =>
      worker.evictDurableObject('Shipment', { name, webSockets: 'hibernate' }).catch((error: Error) => {
        if (!error.message.includes('not currently running')) throw error
      }),
    sql: async (name, query) =>
      (await worker.getDurableObjectStorage('Shipment', { name })).exec(query) as never,
  }
}

/**
 * Finds out whether the connection to the runtime still stands. One that lay idle may be closed just now; a question that
 * changes nothing can be asked again over a new one, and a write could not.
 */
async function reachable(db: { prepare(sql: string): { first(): Promise<unknown> } }): Promise<void> {
  const ask = () => db.prepare('SELECT 1').first()
  await ask().catch(ask)
}

let shared: Promise<Harness> | null = null

/**
 * A world that the files of tests of one process share: for those that do not alter it, and look at nothing but
 * what they made themselves; the first page of a list that others fill is no such thing. It ends with the process. All
 * files of a process want the screens (`web`), or none does.
 */
export function sharedWorld(options: { web?: boolean } = {}): Promise<Harness> {
  shared ??= startWorld(options)
  return shared
}
