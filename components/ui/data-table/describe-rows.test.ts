import { expect, it } from 'vitest'
import { describeRows } from './describe-rows'

const paging = { page: 1, pageSize: 50, total: 1234 }

it.each([
  [{ shown: 12, total: 12, what: 'tenants' }, '12 tenants'],
  [{ shown: 3, total: 1200, what: 'tenants' }, 'Showing 3 of 1,200 tenants'],
  [{ shown: 50, total: 1234, what: 'tenants', paging }, 'Showing 51 to 100 of 1,234 tenants'],
  [
    { shown: 34, total: 1234, what: 'tenants', paging: { ...paging, page: 24 } },
    'Showing 1,201 to 1,234 of 1,234 tenants',
  ],
  [{ shown: 7, total: 7, what: 'alerts', paging: { page: 0, pageSize: 50, total: 7 } }, '7 alerts'],
  [{ shown: 1, total: 1, what: 'alerts' }, '1 alert'],
  [{ shown: 1, total: 1, what: 'entries' }, '1 entry'],
  [{ shown: 1, total: 1, what: 'series' }, '1 series'],
  [{ shown: 1, total: 1, what: 'services' }, '1 service'],
  [{ shown: 1, total: 1, what: 'stretches of time' }, '1 stretch of time'],
  [{ shown: 0, total: 1, what: 'mailboxes' }, 'Showing 0 of 1 mailbox'],
  [{ shown: 0, total: 9, what: 'alerts' }, 'Showing 0 of 9 alerts'],
])('%#', (facts, line) => {
  expect(describeRows(facts)).toBe(line)
})
