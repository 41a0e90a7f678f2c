import { closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Child, Children } from '../stack/child'
import { type Counts, judge } from './counts'

export type Runner = {
  /** As it is printed, and the name of its log. */
  name: string
  args: readonly string[]
  /** Path from the checkout of the program's entry; run by this Node. Absent: `args` are Node's own. */
  script?: string
  env?: Record<string, string | undefined>
  /** Where the runner leaves its JSON report, and who reads it. Absent: the runner itself is the one thing counted. */
  report?: { path: string; read: (report: unknown) => Counts }
  /** Print what it prints while it runs; for runners that take minutes. */
  isLive?: boolean
}

export type RunnerHome = { root: string; logs: string; children: Children; say: (line: string) => void }

function readPart(path: string, start: number, end: number): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(end - start)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, start))
  } finally {
    closeSync(descriptor)
  }
}

/** Copies a log to the screen while its process writes it. */
async function follow(child: Child): Promise<void> {
  let position = child.logOffset
  for (let isOver = false; !isOver; ) {
    isOver = child.hasExited()
    const end = statSync(child.logPath).size
    if (end > position) {
      process.stdout.write(readPart(child.logPath, position, end))
      position = end
    }
    if (!isOver) await sleep(200)
  }
}

function readReport({ report }: Runner): Counts | null {
  if (!report) return null
  try {
    return report.read(JSON.parse(readFileSync(report.path, 'utf8')))
  } catch {
    return null
  }
}

/** Runs one runner to its end and counts. Its output goes to its log, and to the screen when it failed. */
export async function runRunner(runner: Runner, home: RunnerHome): Promise<Counts> {
  if (runner.report) rmSync(runner.report.path, { force: true })
  const child = await home.children.start({
    title: runner.name,
    command: process.execPath,
    args: [...(runner.script ? [join(home.root, runner.script)] : []), ...runner.args],
    cwd: home.root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...runner.env },
    logPath: join(home.logs, `${runner.name}.log`),
  })
  if (runner.isLive) await follow(child)
  const { code } = await child.exited
  const isFine = code === 0
  const counts = judge(isFine, runner.report ? readReport(runner) : { passed: isFine ? 1 : 0, failed: 0, skipped: 0 })
  if (counts.failed > 0 && !runner.isLive) {
    const output = readFileSync(child.logPath, 'utf8').slice(child.logOffset)
    home.say(`--- ${runner.name}\n${output.split('\n').slice(-300).join('\n')}\n--- ${runner.name}: ${child.logPath}`)
  }
  return counts
}
