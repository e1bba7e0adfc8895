import { Miniflare } from 'miniflare'
import { runtimeOptions } from './runtime-options.ts'

/**
 * Runs a bundle on the platform's runtime without the development server in front of it. It is ready in less
 * than a second and answers three times as fast. It is its own process, so that it can be killed with all its
 * children.
 */
const runtime = new Miniflare(runtimeOptions(JSON.parse(process.argv[2] ?? '')))
await runtime.ready
process.once('SIGTERM', () => runtime.dispose().finally(() => process.exit(0)))
process.send?.('ready')
