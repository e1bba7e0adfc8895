import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { COUNTRIES, countriesIn } from '../../web/dispatch/announce/countries.ts'
import {
  check as checkForm,
  EMPTY,
  type Form,
  labelsOf,
  requestOf as requestOfForm,
} from '../../web/dispatch/announce/form.ts'
import { errorsOf } from '../../web/dispatch/announce/refused.ts'
import { announceShipment } from '../../worker/api/shipments/bodies.ts'
import { readPhone } from '../../worker/wire/phone.ts'

const FORM: Form = {
  ...EMPTY,
  contractId: 'c1',
  waybill: ' 501-000123456 ',
  name: 'Анна Седова',
  phone: '8 (916) 123-45-67',
  email: '',
  line1: 'Лесная ул., 7',
  city: 'Москва',
  postcode: '127055',
  country: 'RU',
}

const check = (form: Form) => checkForm(form, readPhone)
const requestOf = (form: Form) => requestOfForm(form, readPhone)

describe('form → request', () => {
  test('what passes the check passes the wire, nothing empty in it', () => {
    expect(check(FORM)).toEqual({})
    const request = requestOf(FORM)
    expect(v.parse(announceShipment, request)).toEqual(request)
    expect(request).toMatchObject({ waybill: '501-000123456', recipient: { phone: '+79161234567' } })
    expect(request).not.toHaveProperty('destination')
    expect(request.recipient).not.toHaveProperty('email')
  })
  test('with everything filled in', () => {
    const form: Form = {
      ...FORM,
      labels: ['AAAA1', 'AAAA2'],
      email: 'anna@example.ru',
      line2: 'кв. 41',
      locale: 'fr',
      kind: 'business',
      inPerson: false,
      pointId: 'p1',
    }
    expect(check(form)).toEqual({})
    expect(v.parse(announceShipment, requestOf(form))).toEqual(requestOf(form))
  })
  test('one parcel without a label has the waybill for one', () => {
    expect(labelsOf(FORM)).toEqual(['501-000123456'])
    expect(labelsOf({ ...FORM, labels: ['', 'B'] })).toEqual(['', 'B'])
  })
})

describe('what is wrong stands beside its field', () => {
  test('an empty form', () => {
    expect(check(EMPTY)).toEqual({
      contractId: 'contract',
      waybill: 'required',
      'recipient.name': 'required',
      'recipient.address.line1': 'required',
      'recipient.address.city': 'required',
      'recipient.address.postcode': 'required',
      'recipient.address.country': 'country',
    })
  })
  test('labels: missing, too short, not ASCII, twice', () => {
    const form = { ...FORM, labels: ['AAAA', '', 'BB', 'Ярлык', 'aaaa'] }
    expect(check(form)).toEqual({
      'parcels.1.label': 'required',
      'parcels.2.label': 'label',
      'parcels.3.label': 'label',
      'parcels.4.label': 'twice',
    })
  })
  test('R38: a number that cannot be, whatever its form', () => {
    for (const phone of ['+80001234567', '+8 (000) 123-45-67', '7,91612E+10', '0612345678'])
      expect(check({ ...FORM, phone })).toEqual({ 'recipient.phone': 'phone' })
  })
  test('phone and e-mail', () => {
    expect(check({ ...FORM, phone: '12', email: 'anna@' })).toEqual({
      'recipient.phone': 'phone',
      'recipient.email': 'email',
    })
  })
})

describe('the server’s refusal', () => {
  const failure = (status: number, code: string, fields: string[] = []) =>
    ({
      ok: false,
      status,
      code,
      problem: { status, code, errors: fields.map((field) => ({ field, code: 'regex' })) },
    }) as const
  test('fields by their paths, however they are written', () => {
    expect(
      errorsOf(failure(400, 'bad-request', ['recipient.phone', 'parcels[1].label', 'recipient.zip']), 2),
    ).toEqual({
      'recipient.phone': 'phone',
      'parcels.1.label': 'label',
    })
  })
  test('taken waybill and label', () => {
    expect(errorsOf(failure(409, 'waybill-taken'), 1)).toEqual({ waybill: 'waybill-taken' })
    expect(errorsOf(failure(409, 'label-taken'), 1)).toEqual({ 'parcels.0.label': 'label-taken' })
    expect(errorsOf(failure(409, 'label-taken', ['parcels.2.label']), 3)).toEqual({
      'parcels.2.label': 'label-taken',
    })
    expect(errorsOf(failure(409, 'label-taken'), 3)).toEqual({})
  })
  test('R41: a label that is still somebody else’s', () => {
    expect(errorsOf(failure(409, 'label-known'), 1)).toEqual({ 'parcels.0.label': 'label-known' })
    expect(errorsOf(failure(409, 'label-known'), 3)).toEqual({})
  })
  test('anything else belongs to no field', () => expect(errorsOf(failure(500, 'internal'), 1)).toEqual({}))
})

test('every country once, each with a name', () => {
  expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length)
  expect(countriesIn('fr')).toHaveLength(243)
  expect(countriesIn('fr').filter(({ code, name }) => code === name)).toEqual([])
})
