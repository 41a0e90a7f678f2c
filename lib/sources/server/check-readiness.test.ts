import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'

const database = vi.hoisted(() => ({ answer: async (): Promise<readonly string[]> => [] }))
vi.mock('@/lib/env/env', () => ({ env: () => ({}) }))
vi.mock('@/lib/env/regions', () => ({ regions: () => [] }))
vi.mock('@/lib/db/missing-migrations', async (original) => ({
  ...(await original<typeof import('@/lib/db/missing-migrations')>()),
  missingMigrations: () => database.answer(),
}))

const { beginStopping, forgetStopping } = await import('@/lib/env/stopping')
const { checkReadiness } = await import('./check-readiness')

describe('checkReadiness', () => {
  afterEach(() => {
    forgetStopping()
    database.answer = async () => []
  })

  it('is ready with a database of this version', async () => {
    expect(await checkReadiness()).toEqual({ ready: true, reason: null, configuration: 'ok', database: 'ok' })
  })

  it('is not ready on an older one, and says what to do', async () => {
    database.answer = async () => ['20261130050000_ended_sessions']
    expect(await checkReadiness()).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/20261130050000_ended_sessions.*npm run db:migrate/),
      database: 'not-migrated',
    })
  })

  it('is ready while the database is away, and says that it is', async () => {
    database.answer = () => Promise.reject(new AppError('unavailable', 'away'))
    expect(await checkReadiness()).toEqual({ ready: true, reason: null, configuration: 'ok', database: 'down' })
  })

  it('is not ready any more once it was told to stop', async () => {
    beginStopping()
    expect(await checkReadiness()).toMatchObject({ ready: false, reason: 'The process was told to stop.' })
  })
})
