import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isCurrent, navigationEntries } from './navigation'

describe('navigation', () => {
  it.each(navigationEntries.map((entry) => [entry.label, entry.href]))(
    '%s leads to a page that exists',
    (_label, href) => {
      const page = new URL(`../../app/(console)${href === '/' ? '' : href}/page.tsx`, import.meta.url)
      expect(existsSync(page)).toBe(true)
    },
  )

  it.each([
    ['/', '/', true],
    ['/', '/services', false],
    ['/services', '/services', true],
    ['/services', '/services/ors', true],
    ['/services', '/services-old', false],
  ])('%s at %s is current: %s', (href, pathname, current) => {
    expect(isCurrent(href, pathname)).toBe(current)
  })
})
