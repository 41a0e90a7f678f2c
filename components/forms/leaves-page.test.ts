import { expect, it } from 'vitest'
import { leavesPage } from './leaves-page'

const here = 'https://console.example/mailboxes/t1/m1?tab=general'

it.each([
  ['https://console.example/mailboxes/t1', true],
  ['https://console.example/', true],
  ['https://console.example/mailboxes/t1/m1?tab=history', false],
  ['https://console.example/mailboxes/t1/m1#content', false],
  ['https://console.example/sign-in?callbackUrl=%2F', false],
  ['https://elsewhere.example/', false],
])('%s ends the page: %s', (to, leaves) => {
  expect(leavesPage(to, here)).toBe(leaves)
})
