import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadEnvFile } from './load-env-file'

const folder = mkdtempSync(join(tmpdir(), 'patchboard-env-'))
const root = join(import.meta.dirname, '..', '..')

describe('loadEnvFile', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    delete process.env.ENV_FILE_TEST_NEW
    rmSync(folder, { recursive: true, force: true })
  })

  it('reads a file that is there, keeps what is set, and does without one', () => {
    const path = join(folder, '.env')
    writeFileSync(path, 'ENV_FILE_TEST_NEW=from the file\nENV_FILE_TEST_SET=from the file\n')
    vi.stubEnv('ENV_FILE_TEST_SET', 'set before')
    loadEnvFile(path)
    expect(process.env).toMatchObject({ ENV_FILE_TEST_NEW: 'from the file', ENV_FILE_TEST_SET: 'set before' })
    expect(() => loadEnvFile(join(folder, 'none'))).not.toThrow()
  })

  it.each([
    'lib/worker/main.ts',
    'lib/access/command.ts',
    'prisma/migrate.ts',
    'prisma/create-migration.ts',
    'prisma/seed.ts',
  ])('is the first thing that %s does', (entry) => {
    expect(readFileSync(join(root, entry), 'utf8')).toContain('\nloadEnvFile()\n')
  })
})
