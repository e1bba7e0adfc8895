import { expect, test } from 'vitest'
import { readBounce, returnAddress } from '../../worker/channels/bounce.ts'

const BOUNCES = { address: 'bounces@parcels.example', key: 'a-key-of-sixteen-signs' }
const ID = 'Ab3dEf6hIj9kLm-12-contact-changed-email'
const TO = returnAddress(BOUNCES, ID) ?? ''

/** A report of a mail server (RFC 3464) with these fields about the recipient. */
const report = (fields: string, eol = '\r\n') =>
  [
    'From: mailer-daemon@mx.example',
    'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Action: failed, says the text for people, and Status: 5.0.0 too.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; anna@recipient.example',
    fields,
    '',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    'Action: delivered',
    '--b1--',
  ].join(eol)

test('every mail has a return address of its own, short enough for every mail server', () => {
  expect(TO).toMatch(/^bounces\+Ab3dEf6hIj9kLm-12-contact-changed-email\.[a-z0-9]{10}@parcels\.example$/)
  expect(TO.split('@')[0]?.length).toBeLessThanOrEqual(64)
  expect(returnAddress(BOUNCES, `${'x'.repeat(22)}-1234-contact-changed-email`)).toBeNull()
  expect(returnAddress({ ...BOUNCES, key: 'another-key-of-16' }, ID)).not.toBe(TO)
})

test.each([
  ['Action: failed\r\nStatus: 5.1.1', { outcome: 'undelivered', code: 'dsn-5.1.1' }],
  ['action: FAILED\r\nstatus: 4.4.7 (too late)', { outcome: 'undelivered', code: 'dsn-4.4.7' }],
  ['Action: failed', { outcome: 'undelivered' }],
  ['Action: delivered\r\nStatus: 2.0.0', { outcome: 'delivered' }],
])('R38: a server says %j', (fields, outcome) => {
  expect(readBounce(TO, report(fields), BOUNCES)).toEqual({ id: ID, ...outcome })
  expect(readBounce(TO, report(fields, '\n'), BOUNCES)).toEqual({ id: ID, ...outcome })
})

test.each([
  ['that is only late', report('Action: delayed\r\nStatus: 4.4.1')],
  ['that was handed on', report('Action: relayed')],
  ['from an absent owner, not from a server', 'Subject: Out of office\r\n\r\nAction: failed'],
  ['that is empty', ''],
])('R38: a mail %s says nothing final', (_what, mail) => {
  expect(readBounce(TO, mail, BOUNCES)).toBeNull()
})

test.each([
  ['to a guessed address', TO.replace(/\.[a-z0-9]{10}@/, '.0000000000@')],
  ['about another message', TO.replace('-12-', '-13-')],
  ['to another mailbox', TO.replace('bounces+', 'info+')],
  ['to another domain', TO.replace('parcels.example', 'evil.example')],
  ['to the mailbox alone', BOUNCES.address],
  ['to nobody', ''],
])('R38: a mail %s proves nothing', (_what, to) => {
  expect(readBounce(to, report('Action: failed\r\nStatus: 5.1.1'), BOUNCES)).toBeNull()
})
