export const receive = 'POST /api/depot/receive'
export const sendBack = 'POST /api/depot/return'
