export { load } from '../texts.ts'
export default function Announce() {
  return null
}
