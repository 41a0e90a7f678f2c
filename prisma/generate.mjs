import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

// `prisma generate` fetches the native schema engine before it starts, and never runs it. Naming any existing
// executable stops the download, so that generating works offline. Ours migrate with the engine's WebAssembly build.
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
const result = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  stdio: ['ignore', 'pipe', 'pipe'],
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})

/** A build knows its migrations, so that a process can tell that its database is older. */
function writeMigrationNames() {
  const names = readdirSync(join(import.meta.dirname, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  writeFileSync(
    join(import.meta.dirname, '..', 'lib', 'db', 'generated', 'migrations.ts'),
    `export const migrationNames: readonly string[] = ${JSON.stringify(names, null, 2)}\n`,
  )
}

if (result.status === 0) {
  writeMigrationNames()
  console.log('Database client generated in lib/db/generated.')
} else {
  console.error(result.stdout, result.stderr)
  process.exit(result.status ?? 1)
}
