import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import type { RuntimeOptions } from './runtime.ts'

/**
 * Runs a bundle on the platform's runtime without the development server in front of it. It is ready in less
 * than a second and answers three times as fast. It is its own process, so that it can be killed with all its
 * children.
 */
const { out, port, state, vars, web } = JSON.parse(process.argv[2] ?? '') as RuntimeOptions
const { assets, ...options } = JSON.parse(readFileSync(join(out, 'options.json'), 'utf8'))
// A bundle of another entry contains these modules already.
const lazy = existsSync(join(out, 'lazy')) ? readdirSync(join(out, 'lazy')) : []
const modules = ['index.js', ...lazy.map((name) => `lazy/${name}`)]
const runtime = new Miniflare(
  convertV4MiniflareOptions({
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
    name: 'sesame',
    rootPath: out,
    modulesRoot: out,
    modules: modules.map((path) => ({ type: 'ESModule' as const, path: join(out, path) })),
    bindings: vars,
    resourcePersistencePath: join(state, 'v3'),
    cf: false,
    unsafeLocalExplorer: false,
    unsafeObservability: false,
  }),
)
await runtime.ready
process.once('SIGTERM', () => runtime.dispose().finally(() => process.exit(0)))
process.send?.('ready')
