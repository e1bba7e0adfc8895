import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Two files at a time; a camera or a start of the Worker may take its time. */
const PAIR = { fileParallelism: true, maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 }
/** What is looked at until it is so may take longer than the usual second, beside a camera or another browser. */
const PATIENT = { poll: { timeout: 20_000 } }
/** What is served is built before the first of them. */
const BUILD = 'test/support/build.ts'

/** The files that take longest. Begun last, one of them would run alone while the other core has nothing to do. */
const LONG = ['offline', 'requests', 'fresh-hands', 'roles', 'counter-touch'].map(
  (name) => `/${name}.test.ts`,
)
const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(name))

/** Begins with the longest files, and goes on in the usual order. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const all = await super.sort(files)
    return [...all.filter(isLong), ...all.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // The rules: pure, without a platform.
        test: {
          name: 'domain',
          environment: 'node',
          include: ['test/domain/**/*.test.ts'],
          testTimeout: 60_000,
          // Nothing of one file outlives it, and reading the modules anew for each costs more than most tests do.
          isolate: false,
        },
      },
      {
        // What runs in Node: channels against real servers, documents, scripts.
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/node/**/*.test.ts'],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        // The real Worker from outside: HTTP, sockets, crashes.
        test: {
          name: 'worker',
          environment: 'node',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/support/documented.ts'],
          globalSetup: BUILD,
          ...PAIR,
          // They wait for messages and clocks more than they work: further ones keep two cores busy.
          maxWorkers: 4,
          // Files of one process share its modules, and with them a world (`sharedWorld`).
          isolate: false,
        },
      },
      {
        // Parts and scanner in Chromium, without the Worker.
        test: {
          name: 'web',
          environment: 'node',
          include: ['test/web/**/*.test.ts'],
          ...PAIR,
          expect: PATIENT,
        },
      },
      {
        // A person's day in a browser.
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          expect: PATIENT,
          globalSetup: BUILD,
          ...PAIR,
          maxWorkers: 3,
          // As above, and a browser too (`setStage`).
          isolate: false,
        },
      },
    ],
  },
})
