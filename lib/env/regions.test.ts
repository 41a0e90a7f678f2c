import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { parseEnv } from './env'
import { assertRegionFiles, parseRegions, type Region } from './regions'
import { regionsFileExample } from './regions-schema'

const required = {
  DATABASE_URL: 'postgresql://u:p@db/x',
  NEXTAUTH_SECRET: 'x'.repeat(40),
}

type Given = { raw?: Record<string, string>; files?: Record<string, string> }

function parse({ raw = {}, files = {} }: Given): Region[] {
  const all = { ...required, ...raw }
  const readFile = (path: string) => {
    const text = files[path]
    if (text === undefined) throw new Error(`ENOENT: ${path}`)
    return text
  }
  return parseRegions(parseEnv(all), { raw: all, readFile })
}

function refusal(given: Given): AppError {
  try {
    parse(given)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It was taken.')
}

const file = (text: string, files: Record<string, string> = {}, raw: Record<string, string> = {}): Given => ({
  raw: { REGIONS_FILE: '/etc/regions.yaml', ...raw },
  files: { '/etc/regions.yaml': text, ...files },
})

describe('regions of the plain variables', () => {
  it('are one, with only the sources that are named', () => {
    const [region, ...others] = parse({ raw: { REGION: 'west', PROMETHEUS_URL: 'http://prom:9090/' } })
    expect(others).toEqual([])
    expect(region).toEqual({ id: 'west', name: 'west', prometheus: { url: 'http://prom:9090' } })
  })

  it('take a kubeconfig, its context and namespaces', () => {
    const raw = { KUBECONFIG: '/k', KUBERNETES_CONTEXT: 'c', KUBERNETES_NAMESPACES: ' voice , ges,' }
    expect(parse({ raw })[0]?.kubernetes).toEqual({
      kubeconfigFile: '/k',
      context: 'c',
      inCluster: false,
      namespaces: ['voice', 'ges'],
    })
  })

  it("use the pod's service account inside a cluster", () => {
    const raw = { KUBERNETES_SERVICE_HOST: '10.0.0.1' }
    expect(parse({ raw })[0]?.kubernetes).toMatchObject({ inCluster: true, namespaces: ['voice', 'ges'] })
    expect(parse({ raw: { ...raw, KUBECONFIG: '/k' } })[0]?.kubernetes).toMatchObject({ inCluster: false })
  })

  it('take credentials out of an address', () => {
    const [region] = parse({ raw: { PROMETHEUS_URL: 'https://me:s%40cret@prom/path' } })
    expect(region?.prometheus?.url).toBe('https://prom/path')
    const auth = region?.prometheus?.auth
    expect(auth?.kind === 'basic' && [auth.username, auth.password.reveal()]).toEqual(['me', 's@cret'])
    for (const shown of [
      JSON.stringify(region),
      inspect(region, { depth: 9 }),
      `${auth && 'password' in auth && auth.password}`,
    ]) {
      expect(shown).not.toContain('s@cret')
    }
  })
})

describe('the regions file', () => {
  it('is read as its own example', () => {
    const list = parse(file(regionsFileExample, {}, { WEST_PROMETHEUS_TOKEN: 't0ken' }))
    expect(list).toHaveLength(1)
    expect(list[0]).toMatchObject({
      id: 'westeurope',
      name: 'West Europe',
      prometheus: { url: 'https://prometheus.west.example' },
      alertmanager: {
        replicas: [{ url: 'https://alertmanager-0.west.example' }, { url: 'https://alertmanager-1.west.example' }],
      },
      kubernetes: { kubeconfigFile: '/etc/patchboard/west.kubeconfig', context: 'voice-west', inCluster: false },
    })
    const auth = list[0]?.prometheus?.auth
    expect(auth?.kind === 'bearer' && auth.token.reveal()).toBe('t0ken')
    expect(JSON.stringify(list)).not.toContain('t0ken')
  })

  it('wins over the plain variables', () => {
    const list = parse(file('regions: [{ id: a }, { id: b, name: Bee }]', {}, { PROMETHEUS_URL: 'http://prom' }))
    expect(list).toEqual([
      { id: 'a', name: 'a' },
      { id: 'b', name: 'Bee' },
    ])
  })

  it('reads a secret file anew each time, so that a rotated token counts', () => {
    const files: Record<string, string> = { '/token': 'one\n' }
    const text = 'regions: [{ id: a, prometheus: { url: "http://p", bearerTokenFile: /token } }]'
    const given = file(text, files)
    const readFile = (path: string) => ({ ...given.files, ...files })[path] ?? ''
    const raw = { ...required, ...given.raw }
    const [region] = parseRegions(parseEnv(raw), { raw, readFile })
    const auth = region?.prometheus?.auth
    if (auth?.kind !== 'bearer') throw new Error('no token')
    expect(auth.token.reveal()).toBe('one')
    files['/token'] = 'two\n'
    expect(auth.token.reveal()).toBe('two')
  })

  it('takes basic authentication and headers, some of them secret', () => {
    const text = `regions:
  - id: a
    pushgateway:
      url: http://g
      basicAuth: { username: me, passwordFile: /pw }
      headers: { X-Team: voice }
      headersFromEnv: { X-Key: KEY }`
    const [region] = parse(file(text, { '/pw': 'pass' }, { KEY: 'k3y' }))
    const { auth, headers } = region?.pushgateway ?? {}
    expect(auth?.kind === 'basic' && auth.password.reveal()).toBe('pass')
    expect(headers?.['X-Team']).toBe('voice')
    expect(String(headers?.['X-Key'])).toBe('[secret]')
  })

  const prometheus = (entry: string) => `regions: [{ id: a, prometheus: { url: "http://p", ${entry} } }]`
  it.each([
    ['is missing', { raw: { REGIONS_FILE: '/nowhere.yaml' } }, /REGIONS_FILE: \/nowhere\.yaml cannot be read/],
    ['is not YAML', file('regions: [ {'), /cannot be read as YAML/],
    ['is empty', file(''), /the document: /],
    ['names no regions', file('regions: []'), /regions: /],
    ['misspells a key', file('regions: [{ id: a, promtheus: { url: "http://p" } }]'), /regions\[0\]: .*promtheus/],
    ['has an id that no label could carry', file('regions: [{ id: "West Europe" }]'), /regions\[0\]\.id: must be/],
    ['names a region twice', file('regions: [{ id: a }, { id: a }]'), /same id/],
    [
      'has an address that is none',
      file('regions: [{ id: a, prometheus: { url: p } }]'),
      /regions\[0\]\.prometheus\.url/,
    ],
    ['has no replicas', file('regions: [{ id: a, alertmanager: { urls: [] } }]'), /alertmanager\.urls/],
    ['gives two ways in', file(prometheus('bearerTokenFile: /t, bearerTokenFromEnv: T')), /only one of/],
    [
      'names a variable that is not set',
      file(prometheus('bearerTokenFromEnv: NOPE')),
      /NOPE is not set.*example: NOPE=/s,
    ],
    ['names a secret file that is missing', file(prometheus('bearerTokenFile: /t')), /\/t cannot be read/],
    ['names a secret file that is empty', file(prometheus('bearerTokenFile: /t'), { '/t': '\n' }), /\/t is empty/],
    ['names certificates that are missing', file(prometheus('tlsCaFile: /ca')), /\/ca cannot be read/],
    [
      'has Kubernetes without a way in',
      file('regions: [{ id: a, kubernetes: { namespaces: [voice] } }]'),
      /kubeconfig or inCluster/,
    ],
    [
      'has a namespace that is none',
      file('regions: [{ id: a, kubernetes: { inCluster: true, namespaces: [Voice] } }]'),
      /namespaces\[0\]: must be/,
    ],
  ] satisfies [string, Given, RegExp][])('is refused when it %s', (_case, given, says) => {
    const error = refusal(given)
    expect(error.code).toBe('configuration')
    expect(error.message).toMatch(says)
    expect(error.fields?.length).toBeGreaterThan(0)
  })

  it('shows an example when it is refused', () => {
    expect(refusal(file('regions: 1')).message).toContain(regionsFileExample)
  })
})

describe('the kubeconfig of a region', () => {
  const kubeconfig = 'contexts: [{ name: voice-west, context: { cluster: c } }, { name: voice-east }]'
  const region = (context?: string): Region => ({
    id: 'west',
    name: 'West',
    kubernetes: { kubeconfigFile: '/k', context, inCluster: false, namespaces: ['voice'] },
  })
  const check = (context: string | undefined, text: string | null, file?: string) => {
    const read = () => {
      if (text === null) throw new Error('ENOENT')
      return text
    }
    return () => assertRegionFiles([{ id: 'bare', name: 'Bare' }, region(context)], file, read)
  }

  it('is taken with a context that it has, and with its own current one', () => {
    expect(check('voice-east', kubeconfig)).not.toThrow()
    expect(check(undefined, kubeconfig)).not.toThrow()
  })

  it.each([
    ['is missing', undefined, null, /^KUBECONFIG: \/k cannot be read\. For example: KUBECONFIG=/],
    ['is no kubeconfig', undefined, '<html>', /^KUBECONFIG: \/k is no kubeconfig\. For example: KUBECONFIG=/],
    ['is no YAML', undefined, '{ [', /^KUBECONFIG: \/k is no kubeconfig/],
    [
      'lacks the context',
      'nope',
      kubeconfig,
      /^KUBERNETES_CONTEXT: .*"nope"; it has voice-west, voice-east\. For example/,
    ],
  ])('is refused when it %s', (_case, context, text, says) => {
    expect(check(context, text)).toThrow(says)
  })

  it('is named by its place in the regions file', () => {
    expect(check(undefined, null, '/r.yaml')).toThrow(
      /^REGIONS_FILE: \/r\.yaml: regions\[1\]\.kubernetes\.kubeconfig: /,
    )
    expect(check('x', kubeconfig, '/r.yaml')).toThrow(/^REGIONS_FILE: \/r\.yaml: regions\[1\]\.kubernetes\.context: /)
  })
})
