import { connections, endName, portText, serviceIdOfEnd } from '@/lib/catalogue/connections'
import { dependencyLabel, statusRank } from '@/lib/catalogue/model'
import type { Connection, Dependency, ServiceId, StatusWord } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import type { ConnectionState } from './schema'

/** What the pods of a service say of one thing that they depend on, as one gauge has it. */
export type DependencyFact = {
  service: ServiceId
  metric: string
  dependency: Dependency
  /** False for a gauge that only alerts name: it may not exist, and its absence says nothing. */
  expected: boolean
  /** Pods by what the gauge says; empty when Prometheus has no series of it. */
  said: readonly { status: StatusWord; word: string; pods: number }[]
}

/** Everything that states are drawn from. `statusOf` is null for services nobody knows anything of. */
export type ConnectionFacts = {
  dependencies: readonly DependencyFact[]
  statusOf: (id: ServiceId) => StatusWord | null
  /** False while Prometheus fails: what gauges said is then old. */
  fresh: boolean
}

/** Which gauges speak of an end. Services that have none (Tenant, Voicemail, Designer …) are missing on purpose. */
const gaugesOfEnd: Readonly<Record<string, readonly Dependency[]>> = {
  Redis: ['redis'],
  Kafka: ['kafka-producer'],
  PostgreSQL: ['postgres'],
  'Object storage': ['storage'],
  'Genesys Web Services and Applications': ['gws'],
  'Interaction Server': ['ixn'],
  'Config Service': ['config-node'],
  'Voice RQ Service': ['rq'],
  'Dial Plan Service': ['dial-plan'],
  'Voice SIP Proxy Service': ['sip-proxy'],
  'Voice SIP Cluster Service': ['sip-cluster'],
  'Call State Service': ['call-state'],
  ORS: ['ors'],
}

/**
 * Rows where the table tells more than its ends do: Callback's gauge speaks of the Redis of ORS, not of the HTTP in row 10; streams
 * have a Redis of their own; row 55 stands for both ways.
 */
const gaugesOfRow: Readonly<Record<number, readonly Dependency[]>> = {
  10: [],
  54: ['redis-stream'],
  55: ['kafka-consumer', 'kafka-producer'],
}

type Seen = Pick<ConnectionState, 'status' | 'from' | 'text' | 'metrics'>

const unmeasured = (text: string): Seen => ({ status: null, from: 'none', text, metrics: [] })

/** The gauges by which one end of a connection tells of the other. */
function factsOf(connection: Connection, { dependencies }: ConnectionFacts): DependencyFact[] {
  const told = (from: string, to: string) => {
    const service = serviceIdOfEnd(from)
    const wanted = gaugesOfRow[connection.n] ?? gaugesOfEnd[endName(to)] ?? []
    return dependencies.filter((fact) => fact.service === service && wanted.includes(fact.dependency))
  }
  const forth = told(connection.source, connection.destination)
  return forth.length > 0 ? forth : told(connection.destination, connection.source)
}

const onPods = (count: number) => `${count} ${count === 1 ? 'pod' : 'pods'}`

/** The worst that gauges say. Those that only alerts name count where they exist. */
export function readGauges(facts: readonly DependencyFact[], fresh: boolean): Seen | null {
  const relevant = facts.filter((fact) => fact.expected || fact.said.length > 0)
  if (relevant.length === 0) return null
  const metrics = relevant.map(({ metric }) => metric)
  const said = relevant.flatMap((fact) => fact.said)
  const silent = relevant.filter((fact) => fact.expected && fact.said.length === 0)
  const [worst] = [...said].sort((a, b) => statusRank(a.status) - statusRank(b.status))
  if (!worst && !fresh) {
    return { status: 'unknown', from: 'gauge', text: 'Prometheus has not answered', metrics }
  }
  if (!worst || (silent.length > 0 && worst.status === 'ok')) {
    const names = silent.map(({ metric }) => metric).join(', ')
    return { status: 'no-data', from: 'gauge', text: `Prometheus has no ${names}`, metrics }
  }
  const all = Math.max(...relevant.map((fact) => fact.said.reduce((sum, { pods }) => sum + pods, 0)))
  const where = worst.pods >= all ? onPods(all) : `${worst.pods} of ${onPods(all)}`
  const text = `${worst.word} on ${where}${fresh ? '' : ', as last heard'}`
  return { status: fresh ? worst.status : 'stale', from: 'gauge', text, metrics }
}

/** Where no gauge speaks of it: how the service at the other end is. That says nothing of the way between them. */
function readPeer(connection: Connection, viewpoint: ServiceId | null, facts: ConnectionFacts): Seen {
  const source = serviceIdOfEnd(connection.source)
  const destination = serviceIdOfEnd(connection.destination)
  const peer = destination === viewpoint && source !== viewpoint && viewpoint !== null ? source : destination
  const status = peer ? facts.statusOf(peer) : null
  if (!peer || peer === viewpoint || status === null)
    return unmeasured('No gauge speaks of it, and its other end is not watched')
  return {
    status,
    from: 'peer',
    text: `${serviceById(peer).name} is ${status}; the way to it is not measured`,
    metrics: [],
  }
}

/**
 * The state of one documented connection: what a gauge of either end says of the other; else the status of the service at the
 * other end, seen from `viewpoint` (null: from its source); else not measured. Never guessed.
 */
export function connectionState(
  connection: Connection,
  viewpoint: ServiceId | null,
  facts: ConnectionFacts,
): ConnectionState {
  const seen = readGauges(factsOf(connection, facts), facts.fresh) ?? readPeer(connection, viewpoint, facts)
  return {
    id: String(connection.n),
    source: connection.source,
    destination: connection.destination,
    sourceService: serviceIdOfEnd(connection.source),
    destinationService: serviceIdOfEnd(connection.destination),
    documented: connection,
    ports: portText(connection),
    ...seen,
  }
}

/** What a service measures of a dependency for which the table has no row, such as its Envoy sidecar. */
function extraState(service: ServiceId, group: readonly DependencyFact[], fresh: boolean): ConnectionState[] {
  const [first] = group
  const seen = readGauges(group, fresh)
  if (!first || !seen) return []
  return [
    {
      id: first.metric,
      source: serviceById(service).name,
      destination: dependencyLabel(first.dependency),
      sourceService: service,
      destinationService: null,
      documented: null,
      ports: null,
      ...seen,
    },
  ]
}

/** Every connection of a service with its state: the documented ones by number, then dependencies that only gauges know. */
export function connectionsOf(service: ServiceId, facts: ConnectionFacts): ConnectionState[] {
  const own = connections.filter(
    ({ source, destination }) => serviceIdOfEnd(source) === service || serviceIdOfEnd(destination) === service,
  )
  const states = own.map((connection) => connectionState(connection, service, facts))
  const told = new Set(states.flatMap(({ metrics }) => metrics))
  const rest = new Map<Dependency, DependencyFact[]>()
  for (const fact of facts.dependencies) {
    if (fact.service !== service || told.has(fact.metric)) continue
    rest.set(fact.dependency, [...(rest.get(fact.dependency) ?? []), fact])
  }
  return [...states, ...[...rest.values()].flatMap((group) => extraState(service, group, facts.fresh))]
}
