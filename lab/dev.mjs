// `npm run dev`: a development server beside a running `npm run up`, on the same servers and the same data.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PORT = '3100'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const environmentFile = join(root, '.lab', 'env')

if (!existsSync(environmentFile)) {
  console.error('There is no stack to develop on: leave npm run up open beside this.')
  process.exit(1)
}
process.loadEnvFile(environmentFile)
const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
const child = spawn(process.execPath, [next, 'dev', '-p', PORT], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NEXTAUTH_URL: `http://localhost:${PORT}`, NEXT_TELEMETRY_DISABLED: '1' },
})
// The terminal's Ctrl-C reaches the child too; this process ends when it has ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
