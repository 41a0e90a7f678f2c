import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onAskedToEnd } from './asked-to-end'
import { AlreadyRunning } from './claim'
import { explain } from './lab-error'
import { parseUpOptions, upHelp } from './options'
import { type RunFile, readLiveRun } from './run-file'
import { signInSchema } from './secrets'
import { type Stack, startStack } from './stack'

const print = (line: string): void => console.log(line)

/** Lines that say where the console is and how to get in. */
export function welcome(run: RunFile): string[] {
  const lines = [`Console   ${run.console ?? 'not started'}`]
  if (run.signInFile && existsSync(run.signInFile)) {
    const signIn = signInSchema.parse(JSON.parse(readFileSync(run.signInFile, 'utf8')))
    lines.push(`Sign in   ${signIn.email}   password ${signIn.password}`)
  }
  const servers = { Prometheus: run.prometheus, Alertmanager: run.alertmanager, Pushgateway: run.pushgateway }
  const named = Object.entries(servers).filter(([, address]) => address !== null)
  if (named.length > 0) lines.push(`Servers   ${named.map(([name, address]) => `${name} ${address}`).join('   ')}`)
  lines.push('Scenarios npm run lab -- list   npm run lab -- break redis-down ors   npm run lab -- heal')
  return lines
}

function explainRunning(run: RunFile): void {
  if (run.state === 'starting') print('The stack of this checkout is being started by another npm run up.')
  else print('The stack of this checkout runs already; Ctrl-C in its window ends it.')
  for (const line of run.console ? welcome(run) : []) print(line)
}

/** `npm run up`: starts the stack, says where it is, and stays until it is asked to end. */
export async function main(args: readonly string[]): Promise<void> {
  const abort = new AbortController()
  let stack: Stack | null = null
  let askedAtMs: number | null = null
  try {
    const options = parseUpOptions(args)
    if (options.help) return print(upHelp)
    onAskedToEnd(() => {
      if (askedAtMs !== null) {
        // One Ctrl-C can come twice, from the terminal and from npm. Asked again later, this process goes without
        // waiting, and the guard ends what is left.
        if (Date.now() - askedAtMs > 1_000) process.exit(130)
        return
      }
      askedAtMs = Date.now()
      print('Stopping …')
      abort.abort(new Error('Stopped before it had started.'))
      void stack?.stop().then(() => {
        print('Everything is stopped.')
        process.exit(0)
      })
    })
    const root = process.cwd()
    const folder = join(root, '.lab')
    // As the console itself would; what is set already wins.
    if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
    const live = readLiveRun(join(folder, 'run.json'))
    if (live) return explainRunning(live)
    stack = await startStack({ ...options, root, folder, environment: process.env, say: print }, abort.signal)
    print('')
    for (const line of welcome(stack.run())) print(line)
    print(`\nReady after ${process.uptime().toFixed(0)} s. Ctrl-C stops everything.`)
  } catch (error) {
    if (error instanceof AlreadyRunning) return explainRunning(error.run)
    console.error(`\n${explain(error)}`)
    process.exit(askedAtMs === null ? 1 : 0)
  }
}
