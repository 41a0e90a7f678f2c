import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { countPlaywright, countVitest } from './counts'
import type { Runner } from './runner'

const vitest = (project: string, logs: string, more: readonly string[], env?: Runner['env']): Runner => {
  const path = join(logs, `${project}.json`)
  return {
    name: project,
    script: 'node_modules/vitest/vitest.mjs',
    args: [
      'run',
      '--project',
      `${project}*`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path}`,
      ...more,
    ],
    env,
    report: { path, read: countVitest },
  }
}

/** What must be there before types and dead code can be looked at in a fresh clone. */
export const preparations: readonly Runner[] = [
  { name: 'database client', script: 'prisma/generate.mjs', args: [] },
  { name: 'route types', script: 'node_modules/next/dist/bin/next', args: ['typegen'] },
]

/** Format, lint, direction, types, dead code and unit tests: what `npm run verify` runs, side by side. */
export function verifyRunners(logs: string): Runner[] {
  return [
    { name: 'format, lint, direction', script: 'node_modules/@biomejs/biome/bin/biome', args: ['check'] },
    { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
    { name: 'dead code', script: 'node_modules/knip/bin/knip.js', args: [] },
    vitest('unit', logs, []),
  ]
}

export function integrationRunner(logs: string, more: readonly string[], env: Runner['env']): Runner {
  // They wait for servers most of their time, each file in databases of its own.
  const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`
  return { ...vitest('integration', logs, [workers, ...more], env), isLive: true }
}

/** `part` is which part of the tests, counted from 1, of how many; `args` says which tests these are. */
export function endToEndRunner(
  logs: string,
  args: readonly string[],
  part: { index: number; count: number },
  env: Runner['env'],
): Runner {
  const name = part.count === 1 ? 'e2e' : `e2e ${part.index} of ${part.count}`
  const path = join(logs, `${name}.json`)
  return {
    name,
    script: 'node_modules/@playwright/test/cli.js',
    // Playwright empties its folder of results when it starts, so that each part needs its own.
    args: ['test', `--output=test-results/${part.index}`, ...args],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path },
    report: { path, read: countPlaywright },
    isLive: true,
  }
}
