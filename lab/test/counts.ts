import { z } from 'zod'

export type Counts = { passed: number; failed: number; skipped: number }

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

export function addCounts(...all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    noCounts,
  )
}

/** The last line of a run, read by people and by machines. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

const count = z.number().int().nonnegative()

const vitestReportSchema = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
})

/** Counts of Vitest's JSON report. */
export function countVitest(report: unknown): Counts {
  const parsed = vitestReportSchema.parse(report)
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  }
}

const playwrightReportSchema = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
})

/** Counts of Playwright's JSON report. A test that passed only when it was tried again has failed. */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = playwrightReportSchema.parse(report).stats
  return { passed: expected, failed: unexpected + flaky, skipped }
}

/**
 * Counts of one runner's run. A runner that ended badly has at least one failure, whatever it counted (a file that does
 * not even load has no tests); one that ran nothing has failed too. `report` is null when it left none.
 */
export function judge(isFine: boolean, report: Counts | null): Counts {
  const counts = report ?? noCounts
  const ranNothing = counts.passed + counts.failed === 0
  if ((isFine && !ranNothing) || counts.failed > 0) return counts
  return { ...counts, failed: 1 }
}
