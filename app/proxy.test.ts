import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { config, proxy } from '@/proxy'

const matches = (path: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: `http://console${path}` })

describe('the proxy', () => {
  it.each([
    '/',
    '/sign-in',
    '/mailboxes/acme.txt',
    '/tenants/portal.svg',
    '/mailboxes/t1.png/01a1fa73-d073-71cf-bcbc-c38e6167fc29',
    '/tenants/icon.svg',
    '/icon.svg/x',
    '/nowhere.webmanifest',
    '/healthz.txt',
    '/metrics-of-mine',
  ])('stands before %s', (path) => expect(matches(path)).toBe(true))

  it.each(['/healthz', '/readyz', '/metrics', '/api/alerts', '/_next/static/chunks/a.js', '/icon.svg'])(
    'leaves %s alone',
    (path) => expect(matches(path)).toBe(false),
  )

  it('leaves every file of public/ alone', () => {
    const files = readdirSync(join(import.meta.dirname, '..', 'public'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).split('/public/')[1])
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => matches(`/${file}`))).toEqual([])
  })

  it('gives a page that ends like a file a policy, and visitors without a cookie the sign-in page', () => {
    const drawn = proxy(
      new NextRequest('http://console/mailboxes/acme.txt', { headers: { cookie: 'next-auth.session-token=x' } }),
    )
    expect(drawn.headers.get('content-security-policy')).toContain("script-src 'self' 'nonce-")
    expect(proxy(new NextRequest('http://console/mailboxes/acme.txt')).headers.get('location')).toBe(
      'http://console/sign-in?callbackUrl=%2Fmailboxes%2Facme.txt',
    )
  })
})
