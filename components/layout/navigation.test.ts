import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isCurrent, navigationEntries } from './navigation'

const folder = new URL('../../app/(console)', import.meta.url)
/** Paths of all pages; folders in brackets group pages and are no part of their path. */
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replaceAll(/\/?\([^)]*\)/g, '')}`)

describe('navigation', () => {
  it.each(navigationEntries.map((entry) => [entry.label, entry.href]))(
    '%s leads to a page that exists',
    (_label, href) => {
      expect(pages).toContain(href)
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
