import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startMailRelay } from '@/lib/testing/mail-relay'
import { keepMessage } from './keep-message'

/**
 * Runs the lab's mail relay: `tsx lab/mail/relay.ts --port 2525 --folder .lab/mail`. Prints one line `{"ready":true,…}` when it listens, and
 * one for each message that it took.
 */
async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { port: { type: 'string' }, folder: { type: 'string' } } })
  const folder = resolve(values.folder ?? '.lab/mail')
  const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
  const { url } = await startMailRelay(
    {},
    {
      port: Number(values.port ?? 2525),
      onMessage: ({ from, to, data }) => print({ from, to, file: keepMessage(folder, data, new Date()) }),
    },
  )
  print({ ready: true, url })
  const stop = () => process.exit(0)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
