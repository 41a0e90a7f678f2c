import { expect, it } from 'vitest'
import { readTimeZoneCookie } from './time-zone-cookie'

it.each([
  [undefined, null],
  ['', null],
  ['utc', 'utc'],
  ['Europe%2FBerlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Mars/Olympus', null],
  ['%E0%A4%A', null],
  ['<script>', null],
])('reads %s', (value, zone) => {
  expect(readTimeZoneCookie(value)).toBe(zone)
})
