export { load } from '../texts.ts'
export default function NewRound() {
  return null
}
