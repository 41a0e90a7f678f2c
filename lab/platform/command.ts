import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ActiveLine, ScenarioLine } from './control/scenario-control'

const help = `npm run lab -- <command>

  list                                  scenarios, what each does, and which are active
  break <scenario> [target] [option]    for example: break redis-down ors
  heal [scenario|all] [target]          ends what is active; all by default

Scenarios may be shortened: break redis ors.
  --run-file PATH    the stack to speak to (default .lab/run.json)
`

/** What to say to the person at the keyboard instead of a stack trace. */
class CommandError extends Error {
  override readonly name = 'CommandError'
}

function controlAddress(runFile: string): string {
  try {
    const run = JSON.parse(readFileSync(runFile, 'utf8')) as { control?: unknown }
    if (typeof run.control === 'string') return run.control
  } catch {
    // Said below: a missing file and a file without an address mean the same.
  }
  throw new CommandError(`No lab runs here (${runFile} has no control address): start it with npm run up.`)
}

async function ask<Answer>(address: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new CommandError(`The lab at ${address} does not answer; is it still running?`, { cause: error })
  })
  const answer: unknown = await response.json()
  if (response.ok) return answer as Answer
  throw new CommandError((answer as { message: string }).message)
}

const ago = (since: string) => {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000))
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

const activeText = ({ scenario, target, option }: ActiveLine) => [scenario, target, option].filter(Boolean).join(' ')

function listText({ scenarios, active }: { scenarios: ScenarioLine[]; active: ActiveLine[] }): string {
  const lines = scenarios.flatMap(({ name, summary, targets, options }) => [
    `${name.padEnd(22)}${summary}`,
    `${''.padEnd(22)}target: ${targets}`,
    ...options.map((option) => `${''.padEnd(22)}option: ${option.name.padEnd(14)}${option.about}`),
  ])
  const now = active.map((entry) => `  ${activeText(entry)}, for ${ago(entry.since)} (since ${entry.since})`)
  return [...lines, '', active.length > 0 ? 'Active:' : 'Nothing is broken.', ...now].join('\n')
}

/** Runs one command line and returns what to print. Throws CommandError with one sentence. */
export async function runLabCommand(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'run-file': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [command, first, second, third] = positionals
  if (values.help || !command || command === 'help') return help
  if (!['list', 'break', 'heal'].includes(command))
    throw new CommandError(`There is no command “${command}”.\n\n${help}`)
  const address = controlAddress(values['run-file'] ?? '.lab/run.json')
  if (command === 'list') return listText(await ask(address, '/scenarios'))
  if (command === 'break') {
    if (!first) throw new CommandError('Say what to break: npm run lab -- list names the scenarios.')
    const begun = await ask<ActiveLine>(address, '/break', { scenario: first, target: second, option: third })
    return `${activeText(begun)} is active. End it with: npm run lab -- heal ${begun.scenario} ${begun.target}`
  }
  const { healed } = await ask<{ healed: ActiveLine[] }>(address, '/heal', { scenario: first, target: second })
  return healed.length > 0 ? `Healed: ${healed.map(activeText).join('; ')}.` : 'Nothing was broken.'
}

if (process.argv[1]?.endsWith('command.ts')) {
  runLabCommand(process.argv.slice(2)).then(
    (text) => console.log(text),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 1
    },
  )
}
