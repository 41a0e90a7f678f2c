import type { ServiceId } from '@/lib/catalogue/schema'
import type { World } from '../world'
import type { Choice } from './scenario'

/** Services as a scenario's target: by their short workload name (`sipfe`), their id, or their workload. */
export interface ServiceChoice extends Choice {
  serviceId: ServiceId
  /** Workloads that run it; a canary belongs to the service it stands beside. */
  workloads: readonly string[]
}

export function serviceChoices(world: World, only?: readonly ServiceId[]): ServiceChoice[] {
  const found = new Map<ServiceId, ServiceChoice & { workloads: string[] }>()
  for (const { serviceId, name } of world.workloads) {
    if (serviceId === 'tenant' || (only && !only.includes(serviceId))) continue
    const known = found.get(serviceId)
    if (known) known.workloads.push(name)
    else {
      const short = name.replace(/^voice-/, '')
      found.set(serviceId, { name: short, about: name, aliases: [serviceId, name], serviceId, workloads: [name] })
    }
  }
  return [...found.values()]
}

export function serviceChoice(world: World, name: string): ServiceChoice {
  const choice = serviceChoices(world).find((entry) => entry.name === name)
  if (!choice) throw new Error(`no service ${name}`)
  return choice
}

/** The named service first: it is the default. */
export function startingWith<T extends Choice>(first: string, choices: readonly T[]): T[] {
  return choices.toSorted((a, b) => Number(b.name === first) - Number(a.name === first))
}
