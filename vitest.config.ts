import { defineConfig } from 'vitest/config'

const root = new URL('.', import.meta.url).pathname.replace(/\/$/, '')

const shared = {
  resolve: {
    alias: [
      { find: /^@\/(.*)$/, replacement: `${root}/$1` },
      // `server-only` throws outside React's server graph; tests run server code in plain Node.
      { find: 'server-only', replacement: `${root}/node_modules/server-only/empty.js` },
    ],
  },
}

/** They replace modules or the environment of a process, which files that share one would notice. */
const isolatedUnitTests = [
  'app/api/auth/[[]...nextauth]/route.test.ts',
  'app/api/catalogue/route.test.ts',
  'lib/auth/options.test.ts',
  'lib/auth/revalidate.test.ts',
  'lib/auth/session.test.ts',
  'lib/env/process-singleton.test.ts',
  'lib/env/refuse-wrong-configuration.test.ts',
  'lib/errors.test.ts',
  'lib/http/handler.test.ts',
  'lib/metrics/observe-upstream.test.ts',
  'lib/sources/server/check-readiness.test.ts',
  'lib/sources/server/probe-sources.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Unit tests are pure: files that share a process need a third of the time.
          isolate: false,
          // Properties run thousands of cases; on two busy cores the default of five seconds is too tight.
          testTimeout: 20_000,
          include: ['{app,components,lib,lab,prisma,deploy,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', ...isolatedUnitTests],
        },
      },
      { ...shared, test: { name: 'unit-isolated', testTimeout: 20_000, include: isolatedUnitTests } },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['{lib,lab,deploy,prisma}/**/*.integration.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
