export const look = 'POST /api/door-payment'
export const payAtDoor = 'POST /api/door-payment/pay'
export const list = 'GET /api/payments'
export const notice = 'POST /api/payments/:provider'
