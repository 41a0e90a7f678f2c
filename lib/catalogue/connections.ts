import { connections } from './data/connections'
import type { Connection, Service, ServiceId } from './schema'
import { services } from './services'

export { connections }

// The table has names of its own for some services and versions behind some of the servers.
const tableNames: Record<string, ServiceId> = { 'Genesys Engagement Service': 'callback' }

const idByName = new Map<string, ServiceId>(
  services.flatMap(({ id, name, aliases }: Service) => [name, ...aliases].map((one) => [one, id] as const)),
)

/** The service that an end of a connection stands for; null for servers and neighbours outside the fourteen. */
export function serviceIdOfEnd(end: string): ServiceId | null {
  return tableNames[end] ?? idByName.get(end) ?? null
}

/** The name of an end without a version (`Redis 6.x` is `Redis`), so that equal ends are one node of a drawing. */
export function endName(end: string): string {
  return end.replace(/ \d+\.x$/, '')
}

/** Connections that start or end at a service, by number. */
export function connectionsOfService(id: ServiceId): readonly Connection[] {
  return connections.filter(
    ({ source, destination }) => serviceIdOfEnd(source) === id || serviceIdOfEnd(destination) === id,
  )
}

/** Ports of a connection as the table writes them: `5050, 8888`, `9092/9093*` (configurable), `N/A`, `not known`. */
export function portText({ ports, protocol, configurablePort }: Connection): string {
  if (ports.length === 0) return configurablePort ? 'not known' : 'N/A'
  return ports.join(protocol === 'Kafka' ? '/' : ', ') + (configurablePort ? '*' : '')
}
