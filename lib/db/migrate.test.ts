import { describe, expect, it } from 'vitest'
import { describeHistory } from './migrate'

const clean = { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null }

describe('describeHistory', () => {
  it('is silent when the database is level with the migrations, or behind them', () => {
    expect(describeHistory(clean)).toBeNull()
    const history = { diagnostic: 'databaseIsBehind' as const, unappliedMigrationNames: ['2_b'] }
    expect(describeHistory({ ...clean, history })).toBeNull()
  })

  it('names what failed before what was edited, and how to go on', () => {
    const problem = describeHistory({ ...clean, failedMigrationNames: ['2_b'], editedMigrationNames: ['1_a'] })
    expect(problem).toMatchObject({ code: 'configuration', message: expect.stringContaining('Migration 2_b failed') })
    expect(problem?.action).toContain('--rolled-back 2_b')
  })

  it('names an edited migration', () => {
    expect(describeHistory({ ...clean, editedMigrationNames: ['1_a'] })?.message).toContain(
      '1_a was changed after it was applied',
    )
  })

  it.each([
    { diagnostic: 'migrationsDirectoryIsBehind' as const, unpersistedMigrationNames: ['3_c'] },
    {
      diagnostic: 'historiesDiverge' as const,
      lastCommonMigrationName: '1_a',
      unpersistedMigrationNames: ['3_c'],
      unappliedMigrationNames: ['2_b'],
    },
  ])('names migrations that only the database knows ($diagnostic)', (history) => {
    expect(describeHistory({ ...clean, history })?.message).toContain('does not know: 3_c')
  })
})
