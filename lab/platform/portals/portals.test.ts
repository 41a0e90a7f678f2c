import { Resolver } from 'node:dns/promises'
import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenOnLoopback } from '../listen'
import { createLabCluster } from '../testing/lab-cluster'
import { answerDatagram, deadAddress, startDnsServer, tenantOfHost } from './dns-server'
import { portalDelayMs, portalHandler } from './portal-server'

const lab = createLabCluster()
const resolver = new Resolver({ timeout: 1000, tries: 1 })
const open: { close: () => Promise<void> }[] = []
let portalPort = 0

beforeAll(async () => {
  const ids = new Set(lab.world.tenants.map(({ id }) => id))
  const dns = await startDnsServer({ hasTenant: (id) => ids.has(id), faults: lab.faults }, 0)
  const portals = await listenOnLoopback(portalHandler(lab.world, lab.faults, lab.now), 0)
  resolver.setServers([`127.0.0.1:${dns.port}`])
  portalPort = portals.port
  open.push(dns, portals)
})

afterAll(() => Promise.all(open.map((server) => server.close())))

interface Answer {
  status: number | undefined
  body: string
}

const fetchPortal = (tenant: string, timeoutMs = 2000) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = { host: `${tenant}.portal.localhost` }
    const request = get({ host: '127.0.0.1', port: portalPort, headers, agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
    request.setTimeout(timeoutMs, () => request.destroy(new Error('timed out')))
    request.on('error', reject)
  })

describe('portals', () => {
  it('answer each tenant with its own page, quickly', async () => {
    const startMs = performance.now()
    const answer = await fetchPortal('t2100')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Portal of tenant t2100')
    expect(performance.now() - startMs).toBeGreaterThan(5)
    expect((await fetchPortal('t2101')).body).not.toBe(answer.body)
    expect((await fetchPortal('nobody')).status).toBe(404)
  })

  it('are resolved by name', async () => {
    expect(await resolver.resolve4('t2100.portal.localhost')).toEqual(['127.0.0.1'])
    expect(await resolver.resolve4('T2100.PORTAL.localhost')).toEqual(['127.0.0.1'])
    await expect(resolver.resolve4('nobody.portal.localhost')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(resolver.resolve6('t2100.portal.localhost')).rejects.toMatchObject({ code: 'ENODATA' })
  })

  it('fail as the scenario says, one tenant at a time, and recover', async () => {
    await lab.control.break({ scenario: 'portal-down', target: 't2102', option: '503' })
    expect((await fetchPortal('t2102')).status).toBe(503)
    expect((await fetchPortal('t2103')).status).toBe(200)
    await lab.control.break({ scenario: 'portal-down', target: 't2102', option: 'timeout' })
    await expect(fetchPortal('t2102', 200)).rejects.toThrow('timed out')
    await lab.control.break({ scenario: 'portal-down', target: 't2102', option: 'refused' })
    expect(await resolver.resolve4('t2102.portal.localhost')).toEqual([deadAddress])
    await expect(fetchPortal('t2102')).rejects.toMatchObject({ code: 'ECONNRESET' })
    await lab.control.break({ scenario: 'portal-down', target: 't2102', option: 'dns' })
    await expect(resolver.resolve4('t2102.portal.localhost')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await lab.control.heal({ scenario: 'portal-down' })
    expect(await resolver.resolve4('t2102.portal.localhost')).toEqual(['127.0.0.1'])
    expect((await fetchPortal('t2102')).status).toBe(200)
  })

  it('do not all answer equally fast', () => {
    const delays = lab.world.tenants.map(({ id }) => portalDelayMs(lab.world, id, lab.now()))
    expect(new Set(delays).size).toBe(delays.length)
    expect(Math.max(...delays)).toBeLessThan(50)
  })
})

describe('the name server', () => {
  it('answers no nonsense', () => {
    const names = { hasTenant: () => true, faults: lab.faults }
    expect(answerDatagram(names, Buffer.from('hello'))).toBeUndefined()
    expect(answerDatagram(names, Buffer.alloc(0))).toBeUndefined()
  })

  it.each([
    ['t2100.portal.localhost', 't2100'],
    ['T2100.Portal.Localhost:8080', 't2100'],
    ['portal.localhost', undefined],
    ['localhost', undefined],
    ['t2100.portal.localhost.example', undefined],
  ])('takes %s for %s', (host, tenant) => {
    expect(tenantOfHost(host)).toBe(tenant)
  })
})
