export const list = 'GET /api/contracts'
export const read = 'GET /api/contracts/:id'
export const put = 'PUT /api/contracts/:id'
export const dryRun = 'POST /api/contracts/:id/dry-run'
