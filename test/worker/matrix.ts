/** Who calls, in the order of the table's columns. */
export const WHO = [
  'nobody',
  'dispatcher',
  'courier',
  'courier2',
  'phone',
  'phone2',
  'key',
  'key2',
  'bare',
  'counter',
  'counter2',
  'depot',
] as const
export type Who = (typeof WHO)[number]

/**
 * What each route answers to whom. `courier` makes the stop and `phone` opened its link. `courier2` and
 * `phone2` belong to another delivery, and `counter2` works at another point than the hold's. `key` belongs
 * to the shipment's contract, `key2` to another, and `bare` lacks the scope. `ok` is a success, or a 409
 * where only the moment is wrong; anything else is the exact status.
 */
const TABLE = `
                                              nobody dispatcher courier courier2 phone phone2 key key2 bare counter counter2 depot
GET    /api/contracts                         401    ok         403     403      401   401    ok  ok   403  403     403      403
GET    /api/contracts/:id                     401    ok         403     403      401   401    ok  404  403  403     403      403
PUT    /api/contracts/:id                     401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/contracts/:id/dry-run             401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/providers                         401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/providers                         401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/couriers                          401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/people                            401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/people/:id                        401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/sessions/:id/revoke               401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/people/:id/release                401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/people/:id/revoke                 401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/devices                           401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/devices/:id/revoke                401    ok         403     403      401   401    403 403  403  403     403      403
PUT    /api/shift/pin                         401    403        ok      ok       401   401    403 403  403  403     403      403
POST   /api/passkeys/options                  401    ok         ok      ok       401   401    403 403  403  ok      ok       ok
POST   /api/passkeys                          401    ok         ok      ok       401   401    403 403  403  ok      ok       ok
GET    /api/passkeys                          401    ok         ok      ok       401   401    403 403  403  ok      ok       ok
POST   /api/passkeys/:id/rename               401    404        ok      404      401   401    403 403  403  404     404      404
POST   /api/passkeys/:id/remove               401    404        ok      404      401   401    403 403  403  404     404      404
GET    /api/points                            401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/points                            401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/invitations                       401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/invitations/sheet                 401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/api-keys                          401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/api-keys                          401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/api-keys/:id/revoke               401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/shipments                         401    ok         403     403      401   401    ok  ok   403  403     403      403
POST   /api/shipments                         401    ok         403     403      401   401    ok  422  403  403     403      403
POST   /api/shipments/bulk                    401    ok         403     403      401   401    ok  ok   403  403     403      403
POST   /api/shipments/import                  401    400        403     403      401   401    400 400  403  403     403      403
GET    /api/shipments/:id                     401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/shipments/:id/events              401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/shipments/:id/label               401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/shipments/:id/receipt             401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/shipments/:id/evidence            401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/shipments/:id/photos/:photoId     401    404        403     403      401   401    404 404  403  403     403      403
GET    /api/shipments/:id/personal            401    ok         403     403      401   401    ok  404  403  403     403      403
POST   /api/shipments/:id/erase               401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/resend              401    ok         403     403      401   401    ok  404  403  403     403      403
POST   /api/shipments/:id/cancel              401    ok         403     403      401   401    ok  404  403  403     403      403
POST   /api/shipments/:id/refund              401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/refund/retry        401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/payments                          401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/recipient           401    403        403     403      401   401    ok  404  403  403     403      403
POST   /api/shipments/:id/claim/decide        401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/conflict/settle    401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/suspension/lift    401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/alerts                            401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/rounds                            401    ok         403     403      401   401    403 403  403  403     403      ok
POST   /api/rounds                            401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/rounds/:id                        401    ok         403     403      401   401    403 403  403  403     403      ok
POST   /api/rounds/:id/dispatch               401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/rounds/:id/move                   401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/rounds/:id/withdraw               401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/depot/receive                     401    403        403     403      401   401    403 403  403  403     403      ok
GET    /api/round                             401    403        ok      ok       401   401    403 403  403  403     403      403
GET    /api/round/guide                       401    403        ok      ok       401   401    403 403  403  403     403      403
GET    /api/stops/:shipmentId                 401    403        ok      404      401   401    403 403  403  403     403      403
GET    /api/stops/:shipmentId/live            401    403        400     400      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/arrive          401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/pin             401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/qr              401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/receipt         401    403        ok      404      401   401    403 403  403  403     403      403
GET    /api/stops/:shipmentId/payment         401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/no-code         401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/identity        401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/fail            401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/reopen          401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/deliver         401    403        ok      404      401   401    403 403  403  403     403      403
POST   /api/stops/:shipmentId/send            401    403        ok      404      401   401    403 403  403  403     403      403
GET    /api/deliveries/:deliveryId            401    401        401     401      ok    401    401 401  401  401     401      401
GET    /api/deliveries/:deliveryId/live       401    401        401     401      400   401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/scan       401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/confirm    401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/claim      401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/photos     401    401        401     401      415   401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/finish     401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/pay        401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/not-me     401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/shipments/:id/contact             401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/contact/withdraw    401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/deliveries/:deliveryId/contact/stop 401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/suspension/lift 401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/chat/end   401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/deliveries/:deliveryId/label/stop 401    401        401     401      ok    401    401 401  401  401     401      401
POST   /api/shipments/:id/reschedule          401    ok         403     403      401   401    403 403  403  403     403      ok
POST   /api/shipments/:id/point               401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/shipments/:id/return              401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/rounds/:id/close                  401    ok         403     403      401   401    403 403  403  403     403      ok
GET    /api/rounds/:id/sheet                  401    ok         403     403      401   401    403 403  403  403     403      ok
GET    /api/rounds/:id/unreached              401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/rounds/:id/device-failure         401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/depot/return                      401    403        403     403      401   401    403 403  403  403     403      ok
GET    /api/violations                        401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/violations/sums                   401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/violations/:id                    401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/violations                        401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/violations/:id/contest            401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/violations/:id/decide             401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/requests                          401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/requests/:id/decide               401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/evidence                          401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/evidence/:courierId               401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/stats                             401    ok         403     403      401   401    403 403  403  403     403      403
GET    /api/holds                             401    403        403     403      401   401    403 403  403  ok      ok       403
GET    /api/holds/day                         401    403        403     403      401   401    403 403  403  ok      ok       403
GET    /api/holds/:shipmentId                 401    403        403     403      401   401    403 403  403  ok      404      403
GET    /api/holds/:shipmentId/payment         401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/open                        401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/open            401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/confirm-receipt 401    ok         403     403      401   401    403 403  403  403     403      403
POST   /api/holds/receive                     401    403        403     403      401   401    403 403  403  ok      ok       403
POST   /api/holds/:shipmentId/pin             401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/qr              401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/identity        401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/scan            401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/refuse          401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/extend          401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/holds/:shipmentId/return          401    403        403     403      401   401    403 403  403  ok      404      403
POST   /api/round/close                       401    403        ok      ok       401   401    403 403  403  403     403      403
POST   /api/deliveries/:deliveryId/extend     401    401        401     401      ok    401    401 401  401  401     401      401
GET    /api/webhooks                          401    ok         403     403      401   401    ok  ok   403  403     403      403
GET    /api/webhooks/:id                      401    ok         403     403      401   401    ok  404  403  403     403      403
PUT    /api/webhooks/:id                      401    ok         403     403      401   401    ok  422  403  403     403      403
POST   /api/webhooks/:id/rotate               401    ok         403     403      401   401    ok  404  403  403     403      403
POST   /api/webhooks/:id/test                 401    ok         403     403      401   401    ok  404  403  403     403      403
POST   /api/webhooks/:id/replay               401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/webhooks/:id/deliveries           401    ok         403     403      401   401    ok  404  403  403     403      403
GET    /api/audit                             401    ok         403     403      401   401    403 403  403  403     403      403
`

export interface Row {
  method: string
  path: string
  expected: Record<Who, string>
}

/** The table's rows, by column name. */
export const MATRIX: Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [method = '', path = '', ...cells] = line.split(/ +/)
    return {
      method,
      path,
      expected: Object.fromEntries(WHO.map((who, i) => [who, cells[i] ?? ''])) as Row['expected'],
    }
  })

/** Calls with a body that change nothing. They leave no audit row. */
export const ASKING = ['POST /api/contracts/:id/dry-run', 'POST /api/passkeys/options']
