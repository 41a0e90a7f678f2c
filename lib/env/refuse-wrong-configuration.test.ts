import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** The process would end, so its end and its last words are caught. */
describe('refuseWrongConfiguration', () => {
  let written: string

  beforeEach(() => {
    written = ''
    vi.resetModules()
    vi.stubEnv('DATABASE_URL', 'postgresql://u:p@db/x')
    vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(40))
    vi.stubEnv('REGIONS_FILE', '')
    vi.stubEnv('KUBECONFIG', '')
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`)
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  const start = async () => (await import('./refuse-wrong-configuration')).refuseWrongConfiguration()

  it('lets a right one through', async () => {
    await expect(start()).resolves.toBeUndefined()
    expect(written).toBe('')
  })

  it.each([
    [' ', 'http://localhost:3000'],
    ['https://patchboard.example', 'https://patchboard.example'],
  ])('hands NEXTAUTH_URL %j on to next-auth, which reads it itself, as %j', async (value, handedOn) => {
    vi.stubEnv('NEXTAUTH_URL', value)
    await start()
    expect(process.env.NEXTAUTH_URL).toBe(handedOn)
  })

  it.each([
    ['NEXTAUTH_SECRET', 'short', /^NEXTAUTH_SECRET: .* For example: NEXTAUTH_SECRET=/m],
    ['REGIONS_FILE', '/no/such/regions.yaml', /^REGIONS_FILE: \/no\/such\/regions\.yaml cannot be read/m],
    ['KUBECONFIG', '/no/such/kubeconfig', /^KUBECONFIG: \/no\/such\/kubeconfig .* For example: KUBECONFIG=/m],
  ])('ends with code 1 and the reason when %s is %j', async (name, value, says) => {
    vi.stubEnv(name, value)
    await expect(start()).rejects.toThrow('exit 1')
    expect(written).toMatch(/^Patchboard cannot start:\n/)
    expect(written).toMatch(says)
  })

  it('lets a build through, which needs no configuration', async () => {
    vi.stubEnv('NEXTAUTH_SECRET', 'short')
    vi.stubEnv('NEXT_PHASE', 'phase-production-build')
    await expect(start()).resolves.toBeUndefined()
  })
})
