import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from './model'

const request = vi.hoisted(() => ({ roles: null as Role[] | null, path: null as string | null }))
vi.mock('next-auth', () => ({
  getServerSession: async () =>
    request.roles && { actor: { kind: 'user', id: 'u1', name: 'Ada', roles: request.roles } },
}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(request.path ? { 'x-pathname': request.path } : {}),
}))
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`)
  },
  forbidden: () => {
    throw new Error('forbidden')
  },
}))
vi.mock('./options', () => ({ authOptions: () => ({}) }))
vi.mock('./revalidate', () => ({ revalidate: async () => null }))

const { requireReader } = await import('./session')

describe('requireReader', () => {
  beforeEach(() => {
    request.roles = null
    request.path = null
  })

  it('leads whoever has no session to the sign-in page, and back afterwards', async () => {
    await expect(requireReader('console:read')).rejects.toThrow(/^to \/sign-in$/)
    request.path = '/alerts?severity=critical'
    await expect(requireReader('console:read')).rejects.toThrow(
      'to /sign-in?callbackUrl=%2Falerts%3Fseverity%3Dcritical',
    )
  })

  it('refuses roles that do not read what the page shows', async () => {
    request.roles = ['viewer']
    await expect(requireReader('audit:read')).rejects.toThrow('forbidden')
    request.roles = []
    await expect(requireReader('console:read')).rejects.toThrow('forbidden')
  })

  it('hands on who reads', async () => {
    request.roles = ['auditor']
    expect(await requireReader('audit:read')).toMatchObject({ id: 'u1', roles: ['auditor'] })
  })
})
