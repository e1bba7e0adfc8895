export { load } from '../texts.ts'
export default function Rounds() {
  return null
}
