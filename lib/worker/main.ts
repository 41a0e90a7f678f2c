import 'server-only'
import { loadEnvFile } from '@/lib/env/load-env-file'
import { refuseWrongConfiguration } from '@/lib/env/refuse-wrong-configuration'
import { log } from '@/lib/log/log'
import { startWorker } from './worker'

/** Kubernetes gives a pod 30 seconds by default; what is still running after this is given up in order. */
const graceMs = 20_000

loadEnvFile()
refuseWrongConfiguration()

startWorker(graceMs).then(
  (worker) => {
    let stopping = false
    const stop = (signal: NodeJS.Signals) => {
      // A second signal means that somebody is tired of waiting.
      if (stopping) process.exit(1)
      stopping = true
      log('worker').info({ signal }, 'told to stop')
      worker.stop().then(
        () => process.exit(0),
        (err: unknown) => {
          log('worker').error({ err }, 'did not stop in order')
          process.exit(1)
        },
      )
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  },
  (err: unknown) => {
    log('worker').fatal({ err }, 'the worker could not start')
    process.exitCode = 1
  },
)
