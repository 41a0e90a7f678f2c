import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { chromiumFlags, findChromium } from '@/lab/stack/chromium'
import { readLiveRun } from '@/lab/stack/run-file'

// `npm run e2e` names the folder of the stack that it started; by hand, tests run against the one of `npm run up`.
const labFolder = process.env.PATCHBOARD_LAB ?? join(import.meta.dirname, '.lab')
const run = readLiveRun(join(labFolder, 'run.json'))
const executablePath = process.env.CHROMIUM ?? findChromium() ?? undefined

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One stack serves all tests, and some break parts of it.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Patience, not a promise: a machine that shares its cores may be ten times slower today. What must be quick says so itself.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  // The JSON reporter prints to the screen when it has no file.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: run?.console ?? undefined,
    // A recording of every step costs a fifth of the time: `PATCHBOARD_TRACE=1` while looking for a cause.
    trace: process.env.PATCHBOARD_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    launchOptions: { executablePath, args: chromiumFlags() },
  },
  projects: [
    {
      name: 'desktop-chromium',
      grepInvert: /@mobile/,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'mobile-chromium',
      grep: /@mobile/,
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
})
