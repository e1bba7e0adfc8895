import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { STAFF_ROLES } from '../worker/domain/terms.ts'
import { invitationUrl } from './client.ts'
import { ensureLocalKeys } from './local-keys.ts'

const USAGE = `npm run invite -- <dispatcher|courier|counter|depot> [--subject id] [--name "…"]

The subject is the point for a counter, the courier for a courier.
Prints an invitation address, valid for a day and for one exchange. It is signed with .keys/signing.jwk, whose
secret must be the first of the deployment's SIGNING_KEYS; PUBLIC_URL names the deployment.`

const root = join(import.meta.dirname, '..')
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    subject: { type: 'string' },
    name: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const role = STAFF_ROLES.find((candidate) => candidate === positionals[0])
if (!role || values.help) {
  console.error(USAGE)
  process.exit(values.help ? 0 : 1)
}
if (role === 'counter' && !values.subject) {
  console.error('A counter belongs to a point: name it by --subject <point id>.')
  process.exit(1)
}
const vars = await ensureLocalKeys(root)
const key = JSON.parse(readFileSync(join(root, '.keys/signing.jwk'), 'utf8'))
const publicUrl = process.env.PUBLIC_URL ?? vars.PUBLIC_URL ?? 'http://localhost:8787'
const { url } = await invitationUrl(publicUrl, key, role, {
  ...(values.subject && { subject: values.subject }),
  ...(values.name && { name: values.name }),
})
console.log(url)
