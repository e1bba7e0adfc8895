import { beforeAll, expect, test } from 'vitest'
import { sharedWorld } from '../support/harness.ts'
import { contractFor, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const HEADER =
  'Накладная;Штрихкод;Получатель;Телефон;Адрес;Город;Индекс;Страна;Стоимость доставки;НДС за доставку;Товар;Количество;Цена, руб.;НДС;Валюта'
const line = (waybill: string, paid: string, label = '') =>
  `${waybill};${label};Анна Седова;+79161234567;Лесная ул., 7;Москва;127055;RU;${paid}`

async function post(policy: object, ...lines: string[]) {
  const contractId = await contractFor(world, 'kse', policy)
  const response = await fetch(`${world.url}/api/shipments/import?contract=${contractId}`, {
    method: 'POST',
    headers: { cookie: world.dispatcher.cookie, 'content-type': 'text/csv' },
    body: [HEADER, ...lines].join('\n'),
  })
  expect(response.status).toBe(200)
  return JSON.parse(await response.text())
}
const viewOf = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)

test('R30: a file with amounts: two parcels, three kinds of goods and the delivery are one payment', async () => {
  const file = [
    line('PAY-1', '500,00;20;Настольная лампа;1;3 990,00;20;', 'PAY-1-1'),
    line('PAY-1', ';;Лампочка;4;125,50 ₽;без НДС;', 'PAY-1-1'),
    line('PAY-1', ';;Абажур;;690;10 %;RUB', 'PAY-1-2'),
    line('PAY-2', '300;;;;;;'),
    line('PAY-3', ';;;;;;'),
    'Итого;;;;;;;;800,00;;;;;;',
  ]
  const body = await post({ payment: 'both' }, ...file)
  expect(body).toMatchObject({ created: 3, refused: 0 })
  expect(body.warnings).toEqual([
    { line: 5, column: 'Валюта', code: 'currency-of-contract' },
    { line: 7, column: '', code: 'total-line' },
  ])
  const [first, second, third] = await Promise.all(body.items.map(({ id }: { id: string }) => viewOf(id)))
  expect(first.payment).toMatchObject({
    ...{ amount: 568_200, currency: 'RUB', delivery: 50_000, paid: false },
    goods: [
      { amount: 399_000, label: 'PAY-1-1' },
      { amount: 50_200, label: 'PAY-1-1' },
      { amount: 69_000, label: 'PAY-1-2' },
    ],
  })
  expect(second.payment).toMatchObject({ amount: 30_000, currency: 'RUB' })
  expect(third.payment ?? null).toBeNull()
  // The same file again is the same shipments.
  expect(await post({ payment: 'both' }, ...file)).toMatchObject({ created: 0, known: 3, refused: 0 })
})

test('R30: wrong amounts, and those that the contract or the providers refuse, are told at line and column', async () => {
  const body = await post(
    { payment: 'both', amountLimit: 100_000 },
    line('BAD-1', '1,200;;;;;;'),
    line('BAD-2', '500;;;;;;'),
    line('BAD-2', ';;Лампа;0;-5;20;', 'BAD-2-2'),
    line('BAD-3', ';;Лампа;3;400,00;20;'),
    line('BAD-4', '500;19;;;;;'),
    line('BAD-5', '500;;;;;;EUR'),
    line('BAD-5', ';;Лампа;1;5,00;20;', 'BAD-5-2'),
  )
  expect(body.items).toMatchObject([
    { line: 2, outcome: 'refused', errors: [{ column: 'Стоимость доставки', code: 'ambiguous' }] },
    {
      line: 3,
      outcome: 'refused',
      errors: [
        { line: 4, column: 'Цена, руб.', code: 'min-value' },
        { line: 4, column: 'Количество', code: 'min-value' },
      ],
    },
    { line: 5, outcome: 'refused', errors: [{ column: 'Цена, руб.', code: 'above-limit' }] },
    { line: 6, outcome: 'refused', errors: [{ column: 'НДС за доставку', code: 'unknown' }] },
    {
      line: 7,
      outcome: 'refused',
      errors: [{ line: 8, column: 'Цена, руб.', code: 'differs-from-first-line' }],
    },
  ])
  const none = await post({ payment: 'goods' }, line('BAD-6', '500;;;;;;'))
  expect(none.items).toMatchObject([{ errors: [{ column: 'Стоимость доставки', code: 'not-in-contract' }] }])
  expect(JSON.stringify([body, none])).not.toContain('Лампа')
})
