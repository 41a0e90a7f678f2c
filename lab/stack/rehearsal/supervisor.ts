import { fileURLToPath } from 'node:url'
import { Children } from '../child'
import { claimFolder } from '../claim'
import { GuardLink } from '../guard-link'
import { labPaths } from '../paths'
import { Supervisor } from '../supervisor'

// Supervises two stubborn servers in the folder given, as `npm run up` does its own, for the test of what is left when
// it is killed. Prints its state once both run.
const folder = process.argv[2] ?? ''
const root = process.cwd()
const paths = labPaths(root, folder)
const runFile = await claimFolder(paths, { fresh: false })
const guard = new GuardLink(root, 500)
const children = new Children(guard)
const supervisor = new Supervisor(runFile, (line) => console.error(line))

for (const name of ['first', 'second']) {
  const start = () =>
    children.start({
      title: name,
      command: process.execPath,
      args: [fileURLToPath(new URL('./server.mjs', import.meta.url))],
      cwd: root,
      env: process.env,
      logPath: paths.log(name),
    })
  await supervisor.launch({ name, port: null, start })
}
console.log(JSON.stringify({ guard: guard.pid }))

process.on('SIGTERM', () => {
  supervisor.close()
  void children
    .endAll()
    .then(() => guard.close())
    .then(() => {
      runFile.remove()
      process.exit(0)
    })
})
