import type { Policy } from './policy.ts'

/** What a policy may well say, but whoever writes it should know. Unlike a fault it refuses nothing (R3). */
export interface PolicyWarning {
  field: keyof Policy
  code: 'link-alone'
}

/** Returns what to know about a policy that can work. */
export function policyWarnings({ secured, door }: Policy): PolicyWarning[] {
  // The link needs the recipient's own data connection; a code that came by message works by the tablet's network.
  const alone = secured && door.length > 0 && door.every((proof) => proof === 'link')
  return alone ? [{ field: 'door', code: 'link-alone' }] : []
}
