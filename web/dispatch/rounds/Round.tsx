export { load } from '../texts.ts'
export default function Round() {
  return null
}
