export const list = 'GET /api/devices'
export const revoke = 'POST /api/devices/:id/revoke'
