// `npm test`: everything from a fresh clone to one line of counts. The rest is TypeScript, in lab/test.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap, runOrExplain } from './bootstrap.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

await runOrExplain(async () => {
  await bootstrap({ root, say: (line) => console.log(line) })
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('./test/command.ts')
  await main(process.argv.slice(2))
})
