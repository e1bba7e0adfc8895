/**
 * The only Trusted Types policy of the pages (`trusted-types app-sw`). It allows the addresses of our own
 * build's workers and service workers and nothing else. A second `createPolicy` with this name would throw.
 */
interface Policy {
  createScriptURL(url: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

const SERVICE_WORKERS = ['/app/sw.js', '/verify-sw.js']

function allowed(url: string): string {
  const { origin, pathname } = new URL(url, location.href)
  const ours = SERVICE_WORKERS.includes(pathname) || pathname.startsWith('/assets/')
  if (origin === location.origin && ours) return url
  throw new TypeError('Refused script URL')
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('app-sw', { createScriptURL: allowed })

/** Returns an allowed address for `new Worker(…)` or `serviceWorker.register(…)`. Throws for any other. */
export const scriptUrl = (url: string): string => (policy?.createScriptURL(url) ?? allowed(url)) as string
