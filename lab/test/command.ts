import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { stepLine } from '../bootstrap.mjs'
import { onAskedToEnd } from '../stack/asked-to-end'
import { Children } from '../stack/child'
import { externalVariables } from '../stack/external'
import { GuardLink } from '../stack/guard-link'
import { LabError } from '../stack/lab-error'
import { addCounts, type Counts, countsLine } from './counts'
import { runStage, type StageName, stageNames } from './stages'

/** Splits `npm test` (every stage) from `npm run e2e -- overview` (one stage, the rest for its runner). */
export function parseTestArguments(args: readonly string[]): { stages: readonly StageName[]; more: readonly string[] } {
  const [first, ...more] = args
  if (first === undefined) return { stages: stageNames, more: [] }
  const stage = stageNames.find((name) => name === first)
  if (stage) return { stages: [stage], more }
  throw new LabError(`There is no stage ${first}; there are ${stageNames.join(', ')}, and npm test runs them all.`)
}

/** `npm test` and its single stages. The last line it prints is the sum of all runners' counts. */
export async function main(args: readonly string[]): Promise<void> {
  const { stages, more } = parseTestArguments(args)
  // A real server of the developer's must never be what tests write to.
  for (const name of externalVariables) delete process.env[name]
  const root = process.cwd()
  const folder = join(root, '.lab', 'test')
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const guard = new GuardLink(root)
  const children = new Children(guard)
  const abort = new AbortController()
  onAskedToEnd(() => {
    abort.abort(new Error('Stopped.'))
    void children.endAll()
  })
  const say = (line: string) => console.log(line)
  const results: { name: StageName; counts: Counts; tookMs: number }[] = []
  for (const name of stages) {
    if (abort.signal.aborted) break
    say(`\n=== ${name}`)
    const startedAt = Date.now()
    const counts = await runStage(name, { root, folder, logs, children, say, more, signal: abort.signal })
    results.push({ name, counts, tookMs: Date.now() - startedAt })
  }
  await guard.close()
  say('')
  for (const { name, counts, tookMs } of results) {
    const line = stepLine(name, tookMs)
    say(`${counts.failed > 0 ? line.replace('✓', '✗') : line}   ${countsLine(counts)}`)
  }
  const sum = addCounts(...results.map(({ counts }) => counts))
  const isFine = sum.failed === 0 && !abort.signal.aborted
  say(countsLine(sum))
  process.exit(isFine ? 0 : 1)
}
