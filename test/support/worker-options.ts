import { unstable_getMiniflareWorkerOptions } from 'wrangler'

/**
 * Prints the options that wrangler.toml gives a runtime, without the local keys. They are read once and used
 * for many runtimes.
 */
const { workerOptions } = unstable_getMiniflareWorkerOptions('wrangler.toml')
const { modulesRules, bindings, ...options } = workerOptions
process.stdout.write(`\n${JSON.stringify(options)}`)
