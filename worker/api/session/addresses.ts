export const open = 'POST /api/session'
export const end = 'DELETE /api/session'
