import { parsePlatformArguments } from './options'
import { startPlatform } from './start-platform'

/** `tsx lab/platform/main.ts --seed 7 --tenants 20 --pods 30 …`: runs the simulated platform until SIGTERM. */
async function main(): Promise<void> {
  const { options } = parsePlatformArguments(process.argv.slice(2))
  const platform = await startPlatform(options)
  process.stdout.write(`${JSON.stringify({ ready: true, ports: platform.ports })}\n`)
  const stop = () => {
    platform.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
