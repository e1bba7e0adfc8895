export { load } from '../texts.ts'
export default function Alerts() {
  return null
}
