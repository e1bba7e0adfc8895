import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importJWK } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sesame-keys-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('makes what is missing, readable by the owner alone', async () => {
  const vars = await ensureLocalKeys(root)
  const ring = JSON.parse(vars.SECRET_KEYS ?? '')
  expect(Buffer.from(ring.keys[ring.current], 'base64url')).toHaveLength(32)
  const [current] = JSON.parse(vars.SIGNING_KEYS ?? '')
  expect(current).toEqual(JSON.parse(readFileSync(join(root, '.keys/signing.jwk'), 'utf8')))
  await expect(importJWK(current, 'Ed25519')).resolves.toBeDefined()
  for (const file of ['.dev.vars', '.keys/signing.jwk', '.keys/tls.key']) {
    expect(statSync(join(root, file)).mode & 0o777).toBe(0o600)
  }
})

test('a second run changes nothing', async () => {
  const first = await ensureLocalKeys(root)
  const text = readFileSync(join(root, '.dev.vars'), 'utf8')
  expect(await ensureLocalKeys(root)).toEqual(first)
  expect(readFileSync(join(root, '.dev.vars'), 'utf8')).toBe(text)
})

test('values that are there are kept, names that are not are added', async () => {
  writeFileSync(join(root, '.dev.vars'), '# mine\nSMS_SENDER="Own name"\nOTHER=1')
  const vars = await ensureLocalKeys(root)
  expect(vars).toMatchObject({ SMS_SENDER: 'Own name', OTHER: '1', SMS_PROTOCOL: 'smsc' })
  expect(readFileSync(join(root, '.dev.vars'), 'utf8')).toMatch(
    /^# mine\nSMS_SENDER="Own name"\nOTHER=1\nENVIRONMENT=/,
  )
  expect(statSync(join(root, '.dev.vars')).mode & 0o777).toBe(0o600)
})
