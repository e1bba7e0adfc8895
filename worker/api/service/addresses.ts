export const health = 'GET /api/health'
export const jwks = 'GET /.well-known/jwks.json'
export const openApi = 'GET /api/openapi.json'
export const docs = 'GET /api/docs'
