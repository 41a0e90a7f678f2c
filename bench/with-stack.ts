import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { chromiumFlags, ensureChromium } from '@/lab/stack/chromium'
import { type Stack, type StackOptions, startStack } from '@/lab/stack/stack'
import { type ConsoleSession, signIn } from './console-session'

export type Say = (line: string) => void
export type Scale = Pick<StackOptions, 'tenants' | 'pods' | 'speed'>

/** Starts a stack of its own, signed in, for as long as `run` takes. `environment` may put something real in the place of a part. */
export async function withStack<Value>(
  say: Say,
  scale: Scale,
  run: (stack: Stack, session: ConsoleSession) => Promise<Value>,
  environment: Record<string, string | undefined> = process.env,
): Promise<Value> {
  const root = process.cwd()
  say(`A stack of ${scale.tenants} tenants and ${scale.pods} pods`)
  const stack = await startStack({
    ...scale,
    root,
    folder: join(root, '.lab', 'bench'),
    seed: 7,
    fresh: true,
    backfill: false,
    firstPort: 23_000,
    environment,
    say,
  })
  try {
    return await run(stack, await signIn(stack))
  } finally {
    await stack.stop()
  }
}

/** A browser that is signed in, for as long as `run` takes. */
export async function withBrowser<Value>(
  session: ConsoleSession,
  run: (context: BrowserContext) => Promise<Value>,
): Promise<Value> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags() })
  try {
    const context = await browser.newContext({ baseURL: session.baseUrl, viewport: { width: 1440, height: 900 } })
    // tsx names inner functions through a helper of its own, which a function sent to the page cannot reach.
    await context.addInitScript('globalThis.__name ??= (named) => named')
    const { hostname } = new URL(session.baseUrl)
    const cookies = session.cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), domain: hostname, path: '/' }
    })
    await context.addCookies(cookies)
    return await run(context)
  } finally {
    await browser.close()
  }
}
