import { generateKeyPairSync, verify } from 'node:crypto'
import type { JWK } from 'jose'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { EventMessage } from '../../worker/objects/event-message.ts'
import { rotated, secretText, signing } from '../../worker/security/webhook-secret.ts'
import { addressFault } from '../../worker/webhooks/address.ts'
import { parseEventId, render, renderTest, wants } from '../../worker/webhooks/message.ts'
import { signatures } from '../../worker/webhooks/sign.ts'

const ring = (byte: number) => ({ current: 'k1', keys: { k1: Buffer.alloc(32, byte) } })
const DAY_MS = 86_400_000

describe('addresses', () => {
  const REFUSED: [fault: string, addresses: string[]][] = [
    ['not-https', ['http://shop.example/', 'http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data']],
    [
      'url',
      ['shop.example', 'ftp://shop.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://', ''],
    ],
    ['credentials', ['https://user:pass@shop.example/', 'https://token@shop.example/']],
    ['fragment', ['https://shop.example/#secret']],
    ['port', [22, 25, 80, 6379, 8080, 10250].map((port) => `https://shop.example:${port}/hook`)],
    [
      'private-address',
      [
        ...['127.0.0.1', '127.1', '0x7f.0.0.1', '2130706433', '0177.0.0.1', '0.0.0.0', '0'],
        ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.255'],
        ...['169.254.169.254', '0xa9fea9fe', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
        ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '①②⑦.⓪.⓪.①'],
        ...[
          '[::1]',
          '[::]',
          '[::ffff:127.0.0.1]',
          '[::ffff:a9fe:a9fe]',
          '[::127.0.0.1]',
          '[64:ff9b::7f00:1]',
        ],
        ...['[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]', '[2002:7f00:1::]'],
        ...['[2001::1]', '[100::1]', '[fec0::1]', '[3fff::1]', '[3fff:fff::1]'],
        ...['vault.consul', 'api.default.svc', 'api.svc.cluster', 'db.localdomain', 'https.localdomain.'],
        ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'printer.local', 'erp', 'metadata'],
        ...['metadata.google.internal', 'erp.corp', 'erp.lan', 'nas.home', 'x.home.arpa', 'erp.intranet'],
      ].map((host) => `https://${host}/hook`),
    ],
  ]
  const TABLE = REFUSED.flatMap(([fault, addresses]) => addresses.map((address) => [address, fault] as const))
  test.each(TABLE)('R34: outside development %s is refused: %s', (address, fault) => {
    expect(addressFault(address, false)).toBe(fault)
  })

  test.each([
    'https://shop.example/hook',
    'https://shop.example:8443/hook?token=x',
    'https://93.184.216.34/hook',
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://[2606:4700::1111]/hook',
    'https://[3fff:1000::1]/hook',
    'https://svc.example/hook',
    'https://local.example/',
    'https://localhost.example.com/',
    'https://магазин.рф/приём',
  ])('R34: %s is a public address', (address) => {
    expect(addressFault(address, false)).toBeNull()
  })

  test('R34: in development the own machine is an address, and nonsense still is none', () => {
    expect(addressFault('http://127.0.0.1:8080/hook', true)).toBeNull()
    expect(addressFault('http://localhost:8080/hook', true)).toBeNull()
    expect(addressFault('ftp://localhost/', true)).toBe('url')
    expect(addressFault('http://user:pass@localhost/', true)).toBe('credentials')
  })
})

describe('secrets and signatures', () => {
  test('R34, R4: a secret follows from key, endpoint and version alone, and from all three', () => {
    const v1 = { version: 1, kid: 'k1' }
    const secret = secretText(ring(1), 'erp', v1)
    expect(secret).toBe(secretText(ring(1), 'erp', v1))
    const others = [
      secretText(ring(2), 'erp', v1),
      secretText(ring(1), 'erp2', v1),
      secretText(ring(1), 'erp', { ...v1, version: 2 }),
    ]
    expect(new Set([secret, ...others]).size).toBe(4)
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32)
  })

  test('R34: a rotation leaves the secret before it a day, also when several follow each other', () => {
    const first = rotated([], 'k1', 0)
    const third = rotated(rotated(first, 'k1', 0), 'k2', DAY_MS / 2)
    const versions = (now: number) => signing(third, now).map(({ version }) => version)
    expect(third[0]).toEqual({ version: 3, kid: 'k2', until: null })
    expect(versions(DAY_MS / 2)).toEqual([3, 2, 1])
    expect(versions(DAY_MS)).toEqual([3, 2])
    expect(versions(1.5 * DAY_MS)).toEqual([3])
  })

  test('R34: the header holds an HMAC for every secret and one signature under the published key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const key = { ...privateKey.export({ format: 'jwk' }), kid: 's1' } as JWK
    const secrets = [1, 2].map((version) => secretText(ring(1), 'erp', { version, kid: 'k1' }))
    const at = Math.floor(Date.now() / 1000)
    const body = '{"type":"test","name":"приём"}'
    const header = await signatures('s:1', at, body, secrets, key)
    expect(header.split(' ').map((one) => one.split(',')[0])).toEqual(['v1', 'v1', 'v1a'])
    const headers = { 'webhook-id': 's:1', 'webhook-timestamp': String(at), 'webhook-signature': header }
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    const signature = Buffer.from(header.split('v1a,')[1] ?? '', 'base64')
    expect(verify(null, Buffer.from(`s:1.${at}.${body}`), publicKey, signature)).toBe(true)
    for (const wrong of [`s:2.${at}.${body}`, `s:1.${at + 1}.${body}`, `s:1.${at}.${body} `])
      expect(verify(null, Buffer.from(wrong), publicKey, signature)).toBe(false)
  })
})

const message = (
  type: string,
  more: object = {},
  labels = ['WB1', '(00)376104250021234569'],
): EventMessage => ({
  shipmentId: 'S1',
  waybill: 'WB 1',
  contractId: 'c1',
  carrier: 'Chronopost',
  event: {
    seq: 7,
    at: '2026-11-22T10:00:00.000Z',
    receivedAt: '2026-11-22T10:00:01.000Z',
    type,
    code: 'D7',
    parcels: labels,
    by: { role: 'courier', id: 'p1' },
    proved: ['secret'],
    data: { labels, ...more },
    hash: 'h',
  },
})
const URL_OF_OURS = 'https://parcels.example'
const bodyOf = (format: Parameters<typeof render>[0], one: EventMessage) => {
  const rendered = render(format, one, URL_OF_OURS)
  return rendered && JSON.parse(rendered.body)
}

describe('forms of an event', () => {
  test('R34: CloudEvents 1.0: every required attribute, names in lower case, an order that texts have', () => {
    const event = bodyOf('cloudevents', message('handed-over'))
    expect(event).toMatchObject({
      specversion: '1.0',
      id: 'S1:7',
      source: 'https://parcels.example/api/shipments/S1',
      type: 'sesame.handed-over',
      subject: 'WB 1',
      time: '2026-11-22T10:00:00.000Z',
      sequence: '0000000007',
      data: { shipmentId: 'S1', code: 'D7', parcels: ['WB1', '(00)376104250021234569'] },
    })
    for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/)
  })

  test.each([
    ['handed-over', {}, 'accepting', 'dispensed'],
    ['held', { point: { id: 'pt' } }, 'holding', 'in_transit'],
    ['received-at-point', { pointId: 'pt' }, 'receiving', 'in_progress'],
    ['received-at-depot', {}, 'receiving', 'in_progress'],
    ['visit-failed', { reason: 'damaged' }, 'transporting', 'damaged'],
    ['return-ordered', {}, 'holding', 'returned'],
    ['left-for-sender', {}, 'departing', 'returned'],
  ])('R34: EPCIS 2.0: %s', (type, data, bizStep, disposition) => {
    const document = bodyOf('epcis', message(type, data))
    expect(document).toMatchObject({ type: 'EPCISDocument', schemaVersion: '2.0' })
    const [event] = document.epcisBody.eventList
    expect(event).toMatchObject({
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTime: '2026-11-22T10:00:00.000Z',
      eventTimeZoneOffset: '+00:00',
      epcList: ['https://parcels.example/id/parcel/WB1', 'https://id.gs1.org/00/376104250021234569'],
      bizStep,
      disposition,
      'sesame:code': 'D7',
      'sesame:proved': ['secret'],
    })
    // `received-at-point` was read at the point; `held` only names the point as its destination.
    expect('readPoint' in event).toBe(type === 'received-at-point')
    expect('destinationList' in event).toBe(type === 'held')
    // Every name that GS1's context does not know belongs to our own context.
    expect(document['@context'][1]).toHaveProperty('sesame')
  })

  test('R34: what is no supply chain event has no EPCIS form and is not sent in it', () => {
    for (const type of ['message-sent', 'code-refused', 'label-scanned']) {
      expect(bodyOf('epcis', message(type))).toBeNull()
      expect(wants({ events: ['*'], format: 'epcis' }, type)).toBe(false)
      expect(wants({ events: ['*'], format: 'sesame' }, type)).toBe(true)
    }
    expect(wants({ events: ['held'], format: 'epcis' }, 'handed-over')).toBe(false)
  })

  test('R34: the test event exists in every form', () => {
    const about = { id: 'c1:erp', webhookId: 'erp', at: '2026-11-22T10:00:00.000Z' }
    const test = (format: Parameters<typeof render>[0]) =>
      JSON.parse(renderTest(format, about, URL_OF_OURS).body)
    expect(test('sesame')).toEqual({ type: 'test', timestamp: about.at, data: { webhookId: 'erp' } })
    expect(test('cloudevents')).toMatchObject({
      specversion: '1.0',
      id: `test:c1:erp:${about.at}`,
      type: 'sesame.test',
    })
    expect(test('epcis').epcisBody.eventList).toEqual([])
  })

  test('R34: an event’s id holds no dot, which would be part of what is signed', () => {
    expect(parseEventId('S1:7')).toEqual({ shipmentId: 'S1', seq: 7 })
    for (const wrong of ['S.1:7', 'S1:0', 'S1', ':7', 'S1:7.5', 'S1:-1', 'S1:7 '])
      expect(parseEventId(wrong)).toBeNull()
  })
})
