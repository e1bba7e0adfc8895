export const read = 'GET /api/stats'
