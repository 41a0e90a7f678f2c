import { indexBelow, unitNumber } from './load/seeded-number'
import type { PlatformOptions } from './options'

export const clouds = ['azure', 'aws', 'gcp'] as const

export interface LabTenant {
  /** `t2100` and up, as in the guide's samples. */
  id: string
  name: string
  region: string
  cloud: (typeof clouds)[number]
  /** `http://t2100.portal.localhost:<port>/`: browsers send *.localhost to loopback by themselves. */
  portalUrl: string
  enabled: boolean
}

const places = [
  'Alder',
  'Birch',
  'Cedar',
  'Dover',
  'Elm',
  'Fjord',
  'Granite',
  'Harbour',
  'Iris',
  'Juniper',
  'Kestrel',
  'Linden',
  'Meridian',
  'Norden',
  'Oriel',
  'Pine',
  'Quarry',
  'Rowan',
  'Summit',
  'Tarn',
  'Ulmer',
  'Vale',
  'Willow',
  'Yarrow',
]
const trades = [
  'Airways',
  'Bank',
  'Broadband',
  'Energy',
  'Ferries',
  'Foods',
  'Health',
  'Hotels',
  'Insurance',
  'Logistics',
  'Mobile',
  'Pharmacies',
  'Post',
  'Rail',
  'Retail',
  'Savings',
  'Telecom',
  'Travel',
  'Utilities',
  'Water',
]

export type TenantOptions = Pick<PlatformOptions, 'seed' | 'tenants' | 'region' | 'portalPort'>

const firstNumber = 2100

/** The tenants of the lab, the same for the same seed: what the database is seeded with. */
export function tenantsOf({ seed, tenants, region, portalPort }: TenantOptions): LabTenant[] {
  return Array.from({ length: tenants }, (_, index) => {
    const id = `t${firstNumber + index}`
    return {
      id,
      name: nameOf(seed, index),
      region,
      cloud: cloudOf(seed, id),
      portalUrl: `http://${id}.portal.localhost:${portalPort}/`,
      enabled: true,
    }
  })
}

/** Place and trade run through all pairs before a number is needed to tell two apart. */
function nameOf(seed: number, index: number): string {
  const pairs = places.length * trades.length
  const pair = (indexBelow(seed, 'tenants/first-name', pairs) + index * 89) % pairs
  const round = Math.floor(index / pairs)
  const name = `${places[pair % places.length]} ${trades[Math.floor(pair / places.length)]}`
  return round === 0 ? name : `${name} ${round + 1}`
}

function cloudOf(seed: number, id: string): LabTenant['cloud'] {
  const share = unitNumber(seed, `tenants/${id}/cloud`)
  if (share < 0.7) return 'azure'
  return share < 0.9 ? 'aws' : 'gcp'
}

/** Each tenant's part of the platform's calls, by id; a few large ones, many small ones; they add up to 1. */
export function tenantShares(seed: number, ids: readonly string[]): Map<string, number> {
  const weights = ids.map((id, index) => (0.5 + unitNumber(seed, `tenants/${id}/size`)) / (index + 3) ** 0.8)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return new Map(ids.map((id, index) => [id, (weights[index] ?? 0) / total]))
}
