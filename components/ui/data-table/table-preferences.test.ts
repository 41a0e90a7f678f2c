import { expect, it } from 'vitest'
import { readPreferences } from './table-preferences'

const none = { comfortable: false, columns: {} }

it.each([
  [null, none],
  ['', none],
  ['{"comfortable":"yes"}', none],
  ['[]', none],
  ['{}', none],
  ['{"comfortable":true}', { comfortable: true, columns: {} }],
  ['{"comfortable":true,"columns":{"since":false},"later":1}', { comfortable: true, columns: { since: false } }],
])('reads %j', (text, preferences) => {
  expect(readPreferences(text)).toEqual(preferences)
})
