export const list = 'GET /api/api-keys'
export const create = 'POST /api/api-keys'
export const revoke = 'POST /api/api-keys/:id/revoke'
