import { describe, expect, it } from 'vitest'
import { createTenantSchema, type TenantRow } from '@/lib/tenants/schema'
import { formatTenantField, tenantFieldLabels, tenantFormSchema, toFormValues } from './tenant-form-schema'

const row = {
  id: 't2100',
  name: 'Acme',
  region: 'westeurope',
  cloud: 'azure',
  portalUrl: 'https://a.example/',
  enabled: false,
}

describe('the form of a tenant', () => {
  it('accepts exactly what the server accepts', () => {
    const values = toFormValues(row as TenantRow)
    expect(tenantFormSchema.parse(values)).toEqual(createTenantSchema.parse(values))
    for (const [name, bad] of [
      ['id', 'a b'],
      ['name', ' '],
      ['region', 'West'],
      ['cloud', ''],
      ['portalUrl', 'ftp://x/'],
    ] as const) {
      const broken = { ...values, [name]: bad }
      expect(tenantFormSchema.safeParse(broken).success).toBe(false)
      expect(createTenantSchema.safeParse(broken).success).toBe(false)
    }
  })

  it('has a label for each field', () => {
    expect(Object.keys(tenantFieldLabels).sort()).toEqual(Object.keys(tenantFormSchema.shape).sort())
  })

  it('opens empty, or on what is known', () => {
    expect(toFormValues(null)).toEqual({ id: '', name: '', region: '', cloud: '', portalUrl: '', enabled: true })
    const known = { ...row, name: null, portalUrl: null, enabled: null } as TenantRow
    expect(toFormValues(known)).toMatchObject({
      id: 't2100',
      name: '',
      region: 'westeurope',
      portalUrl: '',
      enabled: true,
    })
  })

  it.each([
    [true, 'on'],
    [false, 'off'],
    ['', ''],
    ['x', 'x'],
  ])('%j in words: %j', (value, text) => {
    expect(formatTenantField(value)).toBe(text)
  })
})
