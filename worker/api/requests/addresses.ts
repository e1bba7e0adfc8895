export const list = 'GET /api/requests'
export const decide = 'POST /api/requests/:id/decide'
export const operator = 'POST /api/operator'
