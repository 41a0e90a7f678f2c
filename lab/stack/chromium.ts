import { spawnSync } from 'node:child_process'
import { existsSync, statfsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { LabError } from './lab-error'
import { findProgram } from './tools'

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const

const isRoot = () => process.getuid?.() === 0

const sharedMemory = '/dev/shm'
/** A page with charts needs a hundred megabytes or two. */
const enoughSharedMemoryBytes = 512 * 1024 * 1024

/** Containers give 64 MB, which a page with charts outgrows; where there is more, files on a disk would only be slower. */
function hasSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(sharedMemory)
    return bavail * bsize >= enoughSharedMemoryBytes
  } catch {
    return false
  }
}

/** Quiet on the network; and root, as in containers, has no sandbox to offer. */
export function chromiumFlags(asRoot = isRoot()): string[] {
  return [
    ...(asRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    ...(hasSharedMemory() ? [] : ['--disable-dev-shm-usage']),
  ]
}

/** A Chromium that is there: on PATH, or Playwright's own. Null when there is none. */
export function findChromium(searchPath = process.env.PATH ?? '', ownPath = chromium.executablePath()): string | null {
  return findProgram(programNames, searchPath) ?? (existsSync(ownPath) ? ownPath : null)
}

/**
 * Path of a Chromium, installing Debian's package where there is none and this is root.
 * Throws LabError with what to do where that is not possible.
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  const byHand = 'install it (apt-get install chromium, or npx playwright install chromium) and run this again'
  if (!isRoot() || !findProgram(['apt-get'], process.env.PATH ?? '')) {
    throw new LabError(`The end-to-end tests need Chromium: ${byHand}.`)
  }
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  // Package lists are often missing in containers, and often there: asking for them first would cost every run.
  if (install().status !== 0) {
    spawnSync('apt-get', ['update'], options)
    install()
  }
  const installed = findChromium()
  if (!installed) throw new LabError(`Chromium could not be installed: ${byHand}.`)
  return installed
}
