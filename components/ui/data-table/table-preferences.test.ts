import { expect, it } from 'vitest'
import { readPreferences } from './table-preferences'

const none = { comfortable: false, columns: {} }

it.each([
  [null, none],
  ['', none],
  ['{"comfortable":"yes"}', none],
  ['[]', none],
  ['null', none],
  ['7', none],
  ['{"columns":null}', none],
  ['{"columns":{"since":"no","name":true}}', { comfortable: false, columns: { name: true } }],
  ['{}', none],
  ['{"comfortable":true}', { comfortable: true, columns: {} }],
  ['{"comfortable":true,"columns":{"since":false},"later":1}', { comfortable: true, columns: { since: false } }],
])('reads %j', (text, preferences) => {
  expect(readPreferences(text)).toEqual(preferences)
})
