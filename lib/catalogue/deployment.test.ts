import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deployment, isChartAtLeast, workloadOfService } from './deployment'
import { deploymentSchema } from './deployment-schema'
import { serviceById } from './services'
import { serviceIds } from './vocabulary'

describe('deployment', () => {
  it('fits its schema and cannot be changed', () => {
    expect(deploymentSchema.parse(deployment)).toEqual(deployment)
    expect(Object.isFrozen(deployment.workloads[0]?.ports[0])).toBe(true)
  })

  it('names each workload as the service does', () => {
    for (const { serviceId, namePattern, kind } of deployment.workloads) {
      expect(serviceById(serviceId).workload).toMatchObject({ namePattern, kind })
    }
  })

  it('has the metrics port of each service among the ports of its workload', () => {
    for (const { serviceId, ports } of deployment.workloads) {
      const metrics = ports.filter(({ purpose }) => purpose !== 'service').map(({ port }) => port)
      const { metricsPort } = serviceById(serviceId)
      expect(metrics).toEqual(metricsPort === null ? [] : [metricsPort])
    }
  })

  it('covers all services but Callback and Portal, once each', () => {
    const covered = deployment.workloads.map(({ serviceId }) => serviceId)
    expect(new Set(covered).size).toBe(covered.length)
    expect(serviceIds.filter((id) => !covered.includes(id))).toEqual(['callback', 'portal'])
    expect(deployment.order.flat().sort()).toEqual([...covered].sort())
  })

  it('has the nine Redis services, each with its secret', () => {
    expect(deployment.redisServices).toHaveLength(9)
    for (const { name, secret, secretKey } of deployment.redisServices) {
      expect(secretKey).toBe(name)
      expect(deployment.secrets.find((one) => one.name === secret)?.keys).toEqual([secretKey])
    }
  })

  it('says of an autoscaler either its figures or why there are none', () => {
    for (const { autoscaler, autoscalerNote } of deployment.workloads) {
      expect(autoscaler !== null).toBe(autoscalerNote === 'on')
    }
  })

  it.each([
    ['agent-state', 60, '9.0.10'],
    ['call-state', 60, '9.0.12'],
    ['config', 60, '9.0.11'],
    ['dial-plan', 60, '9.0.08'],
    ['front-end', 60, '9.0.06'],
    ['registrar', 60, '9.0.14'],
    ['ors', 50, '9.0.08'],
    ['sip-cluster', 50, '9.0.22'],
    ['rq', null, '9.0.08'],
    ['sip-proxy', null, '9.0.09'],
    ['voicemail', null, '100.0.xx'],
    ['tenant', null, undefined],
  ] as const)('%s scales at %s percent and needs chart %s', (id, percent, chart) => {
    const workload = workloadOfService(id)
    expect(workload?.autoscaler?.targetCpuPercent ?? null).toBe(percent)
    expect(workload?.autoscaler?.targetMemoryPercent ?? null).toBe(percent)
    expect(workload?.minimumChart?.version).toBe(chart)
  })

  it.each([
    ['sip-log-pvc', 'sip-cluster', 'voice', 'ReadWriteOnce', '50Gi', 'voice-sip'],
    ['sip-json-log-pvc', 'sip-cluster', 'voice', 'ReadWriteOnce', '50Gi', 'voice-sip'],
    ['log-pvc', 'tenant', null, 'ReadWriteOnce', '50Gi', 'tenant'],
    ['voice-voicemail-pvc', 'voicemail', 'voice-voicemail', 'ReadWriteMany', '20Gi', 'voice-voicemail'],
  ] as const)('claims %s for %s', (name, serviceId, storageClass, accessMode, size, container) => {
    const claim = deployment.claims.find((one) => one.name === name)
    expect(claim).toMatchObject({ serviceId, storageClass, accessMode, size, container })
    expect(claim).toMatchObject({ iops: 'medium', isCritical: true, needsBackup: true })
    expect(serviceById(serviceId).workload?.container.split('|')).toContain(container)
  })

  it('asks for the printed versions, and for what the table of prerequisites leaves out', () => {
    expect(Object.fromEntries(deployment.thirdParty.map(({ name, version }) => [name, version]))).toEqual({
      Redis: '6.x',
      Consul: '1.13.x',
      Kafka: '2.x',
      PostgreSQL: null,
      'SMTP relay': null,
      'Container registry and chart repository': null,
      'Object storage': null,
    })
  })

  it('lets the voice services read and write all of Consul, and talk to each other', () => {
    const { rules, intention, tokenSecret } = deployment.consulAccess
    const whole = rules.filter(({ within }) => within === null)
    expect(whole.map(({ resource }) => resource)).toEqual(['service', 'node', 'agent', 'session', 'key'])
    for (const { access, prefix } of whole)
      expect({ access, prefix }).toEqual({ access: ['read', 'write'], prefix: '' })
    expect(intention).toEqual({ source: '*', destination: '*', action: 'allow' })
    expect(deployment.secrets.map(({ name }) => name)).toContain(tokenSecret)
  })

  it('gives ORS and SIP Cluster the large resources and no other', () => {
    const large = deployment.workloads.filter(({ resources }) => resources?.requests.memory === '1Gi')
    expect(large.map(({ serviceId }) => serviceId)).toEqual(['ors', 'sip-cluster'])
  })
})

describe('isChartAtLeast', () => {
  it.each([
    ['9.0.10', '9.0.10', true],
    ['9.0.11', '9.0.10', true],
    ['9.1.0', '9.0.22', true],
    ['9.0.08', '9.0.8', true],
    ['9.0.9', '9.0.10', false],
    ['9.0.07', '9.0.08', false],
    ['100.0.1000006', '9.0.10', null],
    ['100.0.1000006', '100.0.100.0003', null],
    ['100.0.1000006', '100.0.xx', null],
    ['latest', '9.0.10', null],
    ['', '9.0.10', null],
  ])('%s against %s: %s', (version, minimum, expected) => {
    expect(isChartAtLeast(version, minimum)).toBe(expected)
  })

  it('orders versions of one scheme as their numbers', () => {
    const triple = fc.tuple(fc.constant(9), fc.nat(50), fc.nat(50))
    fc.assert(
      fc.property(triple, triple, (left, right) => {
        const [a, b] = [left[1] * 100 + left[2], right[1] * 100 + right[2]]
        expect(isChartAtLeast(left.join('.'), right.join('.'))).toBe(a >= b)
      }),
    )
  })
})
