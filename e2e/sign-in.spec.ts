import { request } from '@playwright/test'
import { signInLimits } from '@/lib/auth/model'
import { expect, test } from './fixtures'
import { Shell } from './pages/shell'
import { SignInPage } from './pages/sign-in'
import { appRoutes, openPaths, pageAloneHeaders, sampleOf } from './routes'
import { addressOf, inDatabase } from './stack'

test.use({ role: null })

const refused = /status of 401/
const refusedReason = 'the browser itself prints every 401, and a wrong password is one'

test('a wrong password is refused, the right one leads to where one wanted to go', async ({
  page,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(refused, refusedReason)
  const credentials = await accounts.ensure('sign-in@e2e.patchboard.example', 'E2e Sign-in', ['viewer'])
  const signIn = new SignInPage(page)

  await test.step('a page asks to sign in first, and remembers where one wanted to go', async () => {
    await page.goto('/alerts?severity=critical')
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Falerts%3Fseverity%3Dcritical/)
    await expect(signIn.heading).toBeVisible()
    await expect(signIn.email).toBeFocused()
  })

  await test.step('a wrong password is refused with one sentence, and the address stays typed', async () => {
    await signIn.signIn({ ...credentials, password: 'not the password' })
    await expect(signIn.failure).toContainText('do not match')
    await expect(signIn.email).toHaveValue(credentials.email)
  })

  await test.step('the right password leads on', async () => {
    await signIn.signIn(credentials)
    await expect(page).toHaveURL(/\/alerts\?severity=critical$/)
    await new Shell(page).expectTitle('Alerts')
  })

  await test.step('signing out ends the session, also for the address typed again', async () => {
    await new Shell(page).signOut()
    await expect(page).toHaveURL(/\/sign-in$/)
    await page.goto('/alerts')
    await expect(page).toHaveURL(/\/sign-in\?/)
  })
})

test('a copy of the cookie is worth nothing after signing out, and another session goes on', async ({
  page,
  accounts,
}) => {
  const credentials = await accounts.ensure('sign-out@e2e.patchboard.example', 'E2e Sign-out', ['viewer'])
  const signIn = new SignInPage(page)
  await signIn.open()
  await signIn.signIn(credentials)
  await new Shell(page).expectTitle('Overview')
  const copied = await page.context().storageState()
  const thief = await request.newContext({ baseURL: addressOf('console'), storageState: copied })
  expect((await thief.get('/api/access/me')).status(), 'before signing out').toBe(200)
  await new Shell(page).signOut()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect((await thief.get('/api/access/me')).status(), 'after signing out').toBe(401)
  expect(await (await thief.get('/api/auth/session')).json(), 'nor is a fresh one to be had').toEqual({})
  await thief.dispose()
  await signIn.open()
  await signIn.signIn(credentials)
  await new Shell(page).expectTitle('Overview')
})

test('five wrong passwords put an account to rest, with the same words as a wrong password', async ({
  page,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(refused, refusedReason)
  const email = `locked-${Date.now()}@e2e.patchboard.example`
  const credentials = await accounts.ensure(email, 'E2e Locked', ['viewer'])
  const signIn = new SignInPage(page)
  await signIn.open()
  const sentences: (string | null)[] = []
  for (let attempt = 1; attempt <= signInLimits.failuresPerAccount; attempt += 1) {
    const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/)
    await signIn.signIn({ ...credentials, password: `wrong ${attempt}` })
    expect((await answered).status()).toBe(401)
    await expect(signIn.submit).toBeEnabled()
    sentences.push(await signIn.failure.textContent())
  }
  const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/)
  await signIn.signIn(credentials)
  expect((await answered).status(), 'the right password, too late').toBe(401)
  await expect(signIn.submit).toBeEnabled()
  sentences.push(await signIn.failure.textContent())
  expect(new Set(sentences), 'nobody learns whether an account exists or rests').toHaveProperty('size', 1)
  const { lockedUntil } = (await accounts.find(email)) ?? {}
  expect(lockedUntil, 'the administrator sees it at rest').not.toBeNull()
})

test('no address leads to another host after signing in', async ({ page, accounts }) => {
  const credentials = await accounts.ensure('sign-in@e2e.patchboard.example', 'E2e Sign-in', ['viewer'])
  const signIn = new SignInPage(page)
  await signIn.open('//evil.example/sources')
  await signIn.signIn(credentials)
  await expect(page).toHaveURL(`${addressOf('console')}/`)
})

const forged = { cookie: 'next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC' }

test('every page and handler refuses whoever has no session, or a forged one', async () => {
  const routes = appRoutes().filter(({ path }) => !openPaths.includes(path))
  expect(routes.filter(({ kind }) => kind === 'page').length, 'pages found').toBeGreaterThan(5)
  expect(routes.filter(({ kind }) => kind === 'handler').length, 'handlers found').toBeGreaterThan(5)
  const answers: string[] = []
  const wanted: string[] = []
  for (const headers of [{}, forged]) {
    const visitor = await request.newContext({ baseURL: addressOf('console'), extraHTTPHeaders: headers })
    for (const { kind, path, methods } of routes) {
      expect(methods.length, `${path} exports a method`).toBeGreaterThan(0)
      for (const method of methods) {
        const response = await visitor.fetch(sampleOf(path), {
          method,
          maxRedirects: 0,
          ...(method === 'GET' ? {} : { data: {} }),
        })
        const place = new URL(response.headers().location ?? '/nowhere', addressOf('console')).pathname
        const answer = kind === 'page' ? `${response.status()} to ${place}` : `${response.status()}`
        answers.push(`${method} ${path}: ${answer}`)
        wanted.push(`${method} ${path}: ${kind === 'page' ? '307 to /sign-in' : '401'}`)
      }
    }
    await visitor.dispose()
  }
  expect(answers).toEqual(wanted)
})

test('a page that is asked for without the layouts around it is refused, too', async ({ accounts }) => {
  const pages = appRoutes().filter(({ kind, path }) => kind === 'page' && !openPaths.includes(path))
  const visitor = await request.newContext({ baseURL: addressOf('console') })
  const withData: string[] = []
  for (const page of pages) {
    // Next sends a part of a page to an address of its own first. Followed by hand, the cookie comes along.
    const headers = { ...forged, ...pageAloneHeaders(page) }
    const first = await visitor.fetch(sampleOf(page.path), { headers, maxRedirects: 0 })
    const address = first.headers().location
    const response = address?.includes('_rsc=') ? await visitor.fetch(address, { headers, maxRedirects: 0 }) : first
    const text = `${response.headers().location ?? ''} ${await response.text()}`
    if (text.includes('"queries"') || !text.includes('/sign-in')) withData.push(`${page.path}: ${text.slice(0, 200)}`)
  }
  await visitor.dispose()
  expect(withData).toEqual([])

  // The same request is answered to whoever is signed in: it is one that Next understands.
  const storageState = await accounts.signedIn('viewer')
  const reader = await request.newContext({ baseURL: addressOf('console'), storageState })
  const list = pages.find(({ path }) => path === '/mailboxes/[tenantId]')
  if (!list) throw new Error('The page of mailboxes is gone.')
  const response = await reader.fetch(sampleOf(list.path), { headers: pageAloneHeaders(list) })
  expect(await response.text()).toContain('"queries"')
  await reader.dispose()
})

test('whoever signs in cannot choose the address that the failure is counted under', async ({ accounts }) => {
  const credentials = await accounts.ensure('sign-in@e2e.patchboard.example', 'E2e Sign-in', ['viewer'])
  const claimed = '198.51.100.77'
  const visitor = await request.newContext({
    baseURL: addressOf('console'),
    extraHTTPHeaders: { 'x-forwarded-for': claimed },
  })
  const { csrfToken } = await (await visitor.get('/api/auth/csrf')).json()
  const form = { ...credentials, password: 'not the password', csrfToken, json: 'true' }
  expect((await visitor.post('/api/auth/callback/credentials', { form })).status()).toBe(401)
  await visitor.dispose()
  const counted = await inDatabase((client) => client.query('SELECT address FROM sign_in_throttles'))
  const addresses = counted.rows.map(({ address }) => address)
  expect(addresses).not.toContain(claimed)
  expect(addresses).toContain(new URL(addressOf('console')).hostname === '::1' ? '0:0:0:0::/64' : '127.0.0.1')
})
