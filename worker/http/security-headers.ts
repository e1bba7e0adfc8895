/**
 * The headers of every page and asset. These constants serve the Worker's answers; `web/public/_headers` says
 * the same for files that the asset server answers itself, and `test/node/headers.test.ts` keeps both equal.
 */

/** The one inline script: what the recipient's document begins before its script is there. */
const AHEAD = 'sha256-/w93vIdl2FEK1v9hkcaB4NAFVkv/w2aSdFZk8HauttE='

/**
 * Allows no inline script but that one, no style element and no third party; script URLs only through the
 * `app-sw` policy.
 */
export const CSP = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' '${AHEAD}'`,
  "connect-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types app-sw',
].join('; ')

/**
 * The policy of the API documentation page alone: a bundled library draws it, with icons in its styles and
 * sizes in attributes. The library sets sanitised HTML as text, which trusted types would refuse. Only our
 * own scripts run there too.
 */
export const DOCS_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ')

/** Maps header name to value, for all answers except a socket upgrade, whose headers are immutable. */
export const SECURITY_HEADERS: Record<string, string> = {
  'Content-Security-Policy': CSP,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
