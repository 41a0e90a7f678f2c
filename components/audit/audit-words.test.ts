import { describe, expect, it } from 'vitest'
import { auditActions, auditEntityTypes } from '@/lib/audit/vocabulary'
import {
  actionLabel,
  changesLine,
  entityHref,
  entityLabel,
  entityName,
  entryChanges,
  snapshotText,
} from './audit-words'

describe('words of the log', () => {
  it('has its own for every deed and every kind of thing', () => {
    expect(new Set(auditActions.map(actionLabel)).size).toBe(auditActions.length)
    expect(auditActions.every((action) => actionLabel(action) !== action)).toBe(true)
    expect(auditEntityTypes.every((type) => entityLabel(type) !== type)).toBe(true)
  })

  it.each(['mailbox.purge', 'constructor'])('prints the unknown word %s as it stands', (word) => {
    expect(actionLabel(word)).toBe(word)
    expect(entityLabel(word)).toBe(word)
  })
})

describe('entityName', () => {
  const entry = { entityType: 'user', entityId: 'u1', actorId: 'a1', actorName: 'Ada', before: null, after: null }
  it.each([
    [{ after: { email: 'new@x.example' }, before: { email: 'old@x.example' } }, 'new@x.example'],
    [{ before: { email: 'old@x.example' } }, 'old@x.example'],
    [{ after: { email: 7 } }, 'u1'],
    [{ actorId: 'u1' }, 'Ada'],
    [{}, 'u1'],
    [{ entityType: 'tenant', entityId: 't1', after: { email: 'x@x.example' } }, 't1'],
  ])('%#', (change, name) => {
    expect(entityName({ ...entry, ...change })).toBe(name)
  })
})

describe('entityHref', () => {
  it.each([
    [{ entityType: 'tenant', entityId: 't 1/x', action: 'tenant.update' }, '/tenants/t%201%2Fx'],
    [{ entityType: 'tenant', entityId: 't1', action: 'tenant.delete' }, null],
    [{ entityType: 'user', entityId: 'u', action: 'user.update' }, '/access'],
    [{ entityType: 'address', entityId: '10.0.0.1', action: 'session.lockout' }, null],
  ])('%#', (entry, href) => {
    expect(entityHref(entry)).toBe(href)
  })
})

describe('changes', () => {
  const before = { name: 'Acme', region: 'west', enabled: true }

  it('names what differs', () => {
    expect(changesLine({ before, after: { ...before, name: 'Acme 2', enabled: false } })).toBe('enabled, name')
    expect(changesLine({ before, after: before })).toBe('')
    expect(changesLine({ before: null, after: null })).toBe('')
  })

  it('tells a new thing from a gone one', () => {
    expect(entryChanges({ before: null, after: { name: 'A' } })).toEqual([
      { field: 'name', before: undefined, after: 'A' },
    ])
    expect(entryChanges({ before: { name: 'A' }, after: null })).toEqual([
      { field: 'name', before: 'A', after: undefined },
    ])
  })

  it.each([
    [undefined, null],
    [null, 'null'],
    ['text', 'text'],
    ['', ''],
    [0, '0'],
    [false, 'false'],
    [['a', 'b'], '["a","b"]'],
  ])('%j as text is %j', (value, text) => {
    expect(snapshotText(value)).toBe(text)
  })
})
