import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Every order of two computers, every kind of undo: minutes, so not part of `npm run check`. */
const exhaustive = ['test/engine/two-computers.test.ts', 'test/engine/undo-kinds.test.ts']

/** One project per kind of test, so that `npm run check` can run the fast ones alone. */
export default defineConfig({
  test: {
    pool: 'forks',
    // One core stays free by default: of two that is half of them, and many tests wait for a browser or another process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: {
      provider: 'v8',
      // What decides and what does; everything else is proven from outside (contract, e2e).
      include: ['electron/core/**/*.ts', 'electron/engine/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: {
        'electron/core/**/*.ts': { statements: 95, branches: 95 },
        'electron/engine/**/*.ts': { statements: 95, branches: 95 },
      },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/property/**',
            'test/contract/**',
            'test/e2e/**',
            'test/simulation/**',
            'test/kill/**',
            ...exhaustive,
            'test/desktop/**',
            'test/window/**',
            'test/electron/**',
            'test/packaging/**',
          ],
        },
      },
      { extends: true, test: { name: 'exhaustive', include: exhaustive, testTimeout: 120_000 } },
      {
        extends: true,
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 600_000 },
      },
      {
        extends: true,
        test: { name: 'kill', include: ['test/kill/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          // Before anything asks for Electron: the package itself would try to download its binary.
          execArgv: ['--import', './test/support/electron-hook.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          execArgv: ['--import', './test/support/electron-hook.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'electron', include: ['test/electron/**/*.test.ts'], testTimeout: 120_000 } },
      {
        extends: true,
        test: {
          name: 'packaging',
          include: ['test/packaging/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 },
      },
    ],
  },
})
