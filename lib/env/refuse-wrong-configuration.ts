import { configurationProblem } from './configuration-problem'
import { env } from './env'

/**
 * Ends the process with code 1 and the reason on stderr when its configuration is wrong. A build is let through: it needs none.
 * Hands on the address of the console: next-auth reads the variable itself, and a blank one breaks it.
 */
export function refuseWrongConfiguration(): void {
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const problem = configurationProblem()
  if (problem === null) {
    process.env.NEXTAUTH_URL = env().NEXTAUTH_URL
    return
  }
  // Written at once and without the logger, which itself needs a configuration.
  process.stderr.write(`Patchboard cannot start:\n${problem}\n`)
  process.exit(1)
}
