import { history } from './history.ts'

/**
 * `npm run simulate -- --runs N --seed S` plays histories one after another and prints the first that goes
 * wrong in full.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const runs = option('runs', 2000)
const seed = option('seed', Math.floor(Math.random() * 2 ** 31))
// A cut call is logged like a bug, and here calls are cut on purpose.
console.error = () => {}
console.log(`seed ${seed}`)
const sum: Record<string, number> = {}
let [passed, failed] = [0, 0]
for (let run = 0; run < runs && failed === 0; run++) {
  const told = await history(seed + run)
  for (const [what, n] of Object.entries(told.counts)) sum[what] = (sum[what] ?? 0) + n
  if (told.faults.length === 0) {
    passed++
    continue
  }
  failed++
  console.log([`history ${told.seed} went wrong:`, ...told.lines, ...told.faults].join('\n'))
}
console.log(`${JSON.stringify(sum)}\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
