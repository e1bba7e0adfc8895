import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { crashes, type Figures } from './crashes.ts'

/**
 * `npm run crash -- [--kills N] [--seed S] [--planted]` prints what was lost, which has to be nothing. With
 * `--planted` it runs the variants with a planted bug, and every bug has to be found.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const BROKEN = join(import.meta.dirname, 'broken')
/** This many kills find any of the planted bugs, most of them within the first twenty. */
const PLANTED_KILLS = 300
const planted = process.argv.includes('--planted')
const kills = option('kills', planted ? PLANTED_KILLS : 20)
const seed = option('seed', Math.floor(Math.random() * 2 ** 31))
const SHOWN = 20

function report({ faults, ...counts }: Figures): void {
  // If a fault struck more often than this, 95 in 100 such runs would have shown it.
  const bound = 100 * (1 - 0.05 ** (1 / counts.kills))
  console.log(`${JSON.stringify(counts)}\nat 95 % fewer than ${bound.toFixed(2)} % of kills`)
  for (const fault of faults.slice(0, SHOWN)) console.log(fault)
}

async function sound(): Promise<Figures> {
  const figures = await crashes({
    ...{ kills, seed },
    onKill: ({ kills: done }) => {
      if (done % 10 === 0) console.log(`${done} kills`)
    },
  })
  report(figures)
  return figures
}

/** Whether the planted bug of a variant is found. */
async function found(name: string): Promise<boolean> {
  const { faults, kills: after } = await crashes({ kills, seed, entry: join(BROKEN, name) })
  const [first = 'nothing'] = faults
  console.log(`${name} after ${after} kills: ${first.slice(0, 200)}`)
  return faults.length > 0
}

console.log(`seed ${seed}`)
let [passed, failed] = [0, 0]
if (planted)
  for (const name of readdirSync(BROKEN)) {
    if (await found(name)) passed++
    else failed++
  }
else {
  const figures = await sound()
  passed = figures.kills
  failed = figures.faults.length
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
