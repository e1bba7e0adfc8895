import { unstable_getMiniflareWorkerOptions } from 'wrangler'

/** Prints what wrangler.toml says to the runtime, without the local keys; whoever starts one reads it, many times. */
const { workerOptions } = unstable_getMiniflareWorkerOptions('wrangler.toml')
const { modulesRules, bindings, ...options } = workerOptions
process.stdout.write(`\n${JSON.stringify(options)}`)
