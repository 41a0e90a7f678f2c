import { describe, expect, it } from 'vitest'
import { connections, connectionsOfService, endName, portText, serviceIdOfEnd } from './connections'
import { connectionSchema } from './schema'
import { serviceIds } from './vocabulary'

const row = (n: number) => connections.find((connection) => connection.n === n)

describe('connections', () => {
  it('are the sixty of the table, in order', () => {
    expect(connections.map(({ n }) => n)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  it('fit their schema', () => {
    for (const connection of connections) expect(connectionSchema.parse(connection)).toEqual(connection)
  })

  it('count as the table does', () => {
    const count = (key: (one: (typeof connections)[number]) => string) =>
      Object.fromEntries(
        [...new Set(connections.map(key))].map((value) => [
          value,
          connections.filter((one) => key(one) === value).length,
        ]),
      )
    expect(count(({ classification }) => classification)).toEqual({ 'intra-cluster': 33, egress: 27 })
    expect(count(({ protocol }) => protocol)).toEqual({
      TCP: 9,
      Redis: 18,
      HTTP: 20,
      Kafka: 7,
      Postgres: 1,
      HTTPS: 1,
      'SIP/TCP': 3,
      'SIP/UDP': 1,
    })
    expect(connections.filter(({ configurablePort }) => configurablePort)).toHaveLength(25)
  })

  it.each([
    [4, 'Genesys Web Services and Applications', 'Tenant Service', 'TCP', [8888, 8000, 2060]],
    [8, 'Genesys Engagement Service', 'Tenant Service', 'HTTP', [5080]],
    [14, 'Redis 6.x', 'Tenant Service', 'Redis', [6379]],
    [24, 'Voicemail', 'Object storage', 'HTTP', []],
    [36, 'Voice Registrar Service', 'Redis', 'Redis', [6379]],
    [39, 'FrontEnd Service', 'Voice SIP Cluster Service', 'HTTP', [11300]],
    [55, 'Kafka 2.x', 'Agent State Service', 'Kafka', [9092, 9093]],
    [57, 'Voice SIP Proxy Service', 'WebRTC Media Service', 'SIP/UDP', [5070]],
    [59, 'Voice SIP Proxy Service', 'Session Border Controller', 'SIP/TCP', []],
    [60, 'Voice SIP Proxy Service', 'Kafka', 'Kafka', [9092, 9093]],
  ])('row %i goes from %s to %s', (n, source, destination, protocol, ports) => {
    expect(row(n)).toMatchObject({ source, destination, protocol, ports })
  })

  it.each([7, 10, 14, 19, 24, 36, 44, 48, 55, 59, 60])('row %i says how its contradiction is decided', (n) => {
    expect(row(n)?.decisions?.length).toBeGreaterThan(0)
  })
})

describe('serviceIdOfEnd', () => {
  it.each([
    ['ORS', 'ors'],
    ['Voicemail', 'voicemail'],
    ['Tenant Service', 'tenant'],
    ['FrontEnd Service', 'front-end'],
    ['Voice RQ Service', 'rq'],
    ['Genesys Engagement Service', 'callback'],
    ['Redis', null],
    ['Kafka 2.x', null],
    ['Interaction Server', null],
  ])('%s is %s', (end, id) => {
    expect(serviceIdOfEnd(end)).toBe(id)
  })
})

describe('endName', () => {
  it.each([
    ['Redis 6.x', 'Redis'],
    ['Kafka 2.x', 'Kafka'],
    ['Redis', 'Redis'],
    ['CX Contact', 'CX Contact'],
  ])('%s is drawn as %s', (end, name) => {
    expect(endName(end)).toBe(name)
  })
})

describe('connectionsOfService', () => {
  it('reaches every service but the portal', () => {
    const without = serviceIds.filter((id) => connectionsOfService(id).length === 0)
    expect(without).toEqual(['portal'])
  })

  it.each([
    ['rq', [6, 16, 20, 25, 30]],
    ['config', [15, 17, 22, 23, 26, 28, 32, 34, 35]],
    ['call-state', [42, 56]],
    ['callback', [8, 10]],
    ['voicemail', [15, 18, 19, 24, 29]],
  ] as const)('of %s are %j', (id, numbers) => {
    expect(connectionsOfService(id).map(({ n }) => n)).toEqual(numbers)
  })
})

describe('portText', () => {
  it.each([
    [1, '5050, 8888'],
    [4, '8888, 8000, 2060'],
    [6, '6379*'],
    [7, '6379'],
    [11, '9092/9093*'],
    [24, 'N/A'],
    [59, 'not known'],
  ])('of row %i is %s', (n, text) => {
    const connection = row(n)
    expect(connection && portText(connection)).toBe(text)
  })
})
