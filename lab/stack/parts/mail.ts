import { readOutput, waitUntilReady } from '../child'
import type { StackContext } from '../context'
import type { Part } from '../supervisor'
import { hasAnnounced } from './platform'

/** A mail relay that keeps what it is given as files, and delivers nothing. */
export function mailPart(context: StackContext): Part {
  const port = context.ports.of('mail')
  const { paths } = context
  const start = async () => {
    await context.ports.release('mail')
    const child = await context.children.start({
      title: 'The mail relay',
      command: process.execPath,
      args: ['--import', 'tsx', 'lab/mail/relay.ts', '--port', String(port), '--folder', paths.mail],
      cwd: paths.root,
      env: context.environment,
      logPath: paths.log('mail'),
    })
    await waitUntilReady(child, async () => hasAnnounced(readOutput(child)))
    return child
  }
  return { name: 'mail', port, start }
}
