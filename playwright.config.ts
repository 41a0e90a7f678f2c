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
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // The JSON reporter prints to the screen when it has no file.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: run?.console ?? undefined,
    trace: 'retain-on-failure',
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
