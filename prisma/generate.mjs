import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

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

if (result.status === 0) {
  console.log('Database client generated in lib/db/generated.')
} else {
  console.error(result.stdout, result.stderr)
  process.exit(result.status ?? 1)
}
