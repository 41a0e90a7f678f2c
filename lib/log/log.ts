import 'server-only'
import pino from 'pino'
import { env } from '@/lib/env/env'

let root: pino.Logger | undefined

/** The process's structured logger; secrets in known places are cut out. `component` names the room that speaks. */
export function log(component: string): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', 'token', '*.password', '*.token', 'headers.authorization', 'headers.cookie'],
      censor: '[redacted]',
    },
  })
  return root.child({ component })
}
