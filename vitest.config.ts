import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        // The rules: pure, without a platform.
        test: {
          name: 'domain',
          environment: 'node',
          include: ['test/domain/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        // What runs in Node: channels against real servers, documents, scripts.
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/node/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
