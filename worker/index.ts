import { app } from './app.ts'

export { Person } from './person/object.ts'
export { Shipment } from './shipment/object.ts'
export default app
