import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, type MiniflareOptions } from 'miniflare'

export interface RuntimeOptions {
  /** The bundle's folder. */
  out: string
  port: number
  state: string
  /** Bindings, besides the local keys. */
  vars: Record<string, string>
  /**
   * Whether it serves the screens. Otherwise what stands in front of the Worker to serve them is left out, which takes
   * more of a core than many an answer.
   */
  web: boolean
}

/** The name of the Worker inside the runtime. */
export const WORKER = 'sesame'

/** Returns what the platform's runtime is told to run a bundle of the Worker. */
export function runtimeOptions({ out, port, state, vars, web }: RuntimeOptions): MiniflareOptions {
  const { assets, ...options } = JSON.parse(readFileSync(join(out, 'options.json'), 'utf8'))
  // A bundle of another entry contains these modules already.
  const lazy = existsSync(join(out, 'lazy')) ? readdirSync(join(out, 'lazy')) : []
  const modules = ['index.js', ...lazy.map((name) => `lazy/${name}`)]
  return convertV4MiniflareOptions({
    ...options,
    // With screens the runtime's own entry and the server of the screens stand in front of the Worker. They take more of
    // a core than most answers, so that without screens whoever calls reaches the Worker itself; it still finds the
    // files that it reads, such as fonts.
    ...(web
      ? { assets, host: '127.0.0.1', port }
      : {
          unsafeDirectSockets: [{ host: '127.0.0.1', port }],
          serviceBindings: { ASSETS: { disk: { path: assets.directory } } },
        }),
    name: WORKER,
    rootPath: out,
    modulesRoot: out,
    modules: modules.map((path) => ({ type: 'ESModule' as const, path: join(out, path) })),
    bindings: vars,
    resourcePersistencePath: join(state, 'v3'),
    // Mails that are returned come in by the runtime's own address.
    unsafeTriggerHandlers: true,
    cf: false,
    unsafeLocalExplorer: false,
    unsafeObservability: false,
    unsafeInspectDurableObjects: true,
  })
}
