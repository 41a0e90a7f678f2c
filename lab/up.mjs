// `npm run up`: everything from a fresh clone to a console in the browser. The rest is TypeScript, in lab/stack.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap, runOrExplain } from './bootstrap.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

await runOrExplain(async () => {
  await bootstrap({ root, say: (line) => console.log(line) })
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('./stack/command.ts')
  await main(process.argv.slice(2))
})
