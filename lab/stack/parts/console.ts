import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { answers, waitUntilReady } from '../child'
import { type BuildContext, loopback, type StackContext } from '../context'
import { hashOf, isStamped, writeStamp } from '../stamp'
import type { Part } from '../supervisor'

/** What the production build is made of: a change in one of them makes it out of date. */
const buildInputs = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'proxy.ts',
  'next.config.mjs',
  'next.config.ts',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

const isBuildInput = (path: string) => !/\.test\.tsx?$|\/lib\/(db\/generated|testing)$/.test(path)

function nextCommand(root: string, ...args: string[]): { command: string; args: string[] } {
  return { command: process.execPath, args: [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), ...args] }
}

/** Whether the production build that lies in .next is the one of these sources. */
export function isBuilt(root: string): boolean {
  const stamp = join(root, '.next', 'patchboard-stamp')
  return existsSync(join(root, '.next', 'BUILD_ID')) && isStamped(stamp, hashOf(root, buildInputs, isBuildInput))
}

/** Builds the console for production. Throws LabError with the build's last words. */
export async function buildConsole(context: BuildContext): Promise<void> {
  const { root } = context.paths
  // Hashed before the build: a file saved while it runs must make it out of date.
  const hash = hashOf(root, buildInputs, isBuildInput)
  await context.children.run(
    {
      title: 'The build',
      ...nextCommand(root, 'build'),
      cwd: root,
      env: { ...context.environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      logPath: context.paths.log('build'),
    },
    'The console could not be built',
  )
  writeStamp(join(root, '.next', 'patchboard-stamp'), hash)
}

/** `productEnvironment` is read at each start, when the addresses in it are known. */
export function consolePart(context: StackContext, productEnvironment: () => Record<string, string | undefined>): Part {
  const port = context.ports.of('console')
  const { root } = context.paths
  const start = async () => {
    const environment = productEnvironment()
    await context.ports.release('console')
    const child = await context.children.start({
      title: 'The console',
      ...nextCommand(root, 'start', '-p', String(port), '-H', '127.0.0.1'),
      cwd: root,
      env: {
        // As `npm start` does: on a large machine V8 would rather grow than collect what a hundred live streams leave behind.
        NODE_OPTIONS: '--max-old-space-size=640',
        ...environment,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      },
      logPath: context.paths.log('console'),
    })
    await waitUntilReady(child, () => answers(`${loopback(port)}/healthz`))
    return child
  }
  return { name: 'console', port, start }
}
