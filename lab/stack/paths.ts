import { join } from 'node:path'

/** Where one stack keeps what. Everything lies in one git-ignored folder, so that removing it removes the lab. */
export type LabPaths = ReturnType<typeof labPaths>

/** `root` is the checkout, `folder` the stack's own folder; downloaded servers are shared by all stacks of a checkout. */
export function labPaths(root: string, folder: string) {
  const inFolder = (...parts: string[]) => join(folder, ...parts)
  return {
    root,
    folder,
    tools: join(root, '.lab', 'tools'),
    logs: inFolder('logs'),
    runFile: inFolder('run.json'),
    signInFile: inFolder('sign-in.json'),
    seedFile: inFolder('seed.json'),
    environmentFile: inFolder('env'),
    secretsFile: inFolder('secrets.json'),
    kubeconfig: inFolder('kubeconfig'),
    postgres: inFolder('postgres'),
    prometheus: inFolder('prometheus'),
    alertmanager: inFolder('alertmanager'),
    pushgateway: inFolder('pushgateway'),
    targets: inFolder('targets'),
    platform: inFolder('platform'),
    storage: inFolder('storage'),
    mail: inFolder('mail'),
    log: (name: string) => inFolder('logs', `${name}.log`),
  }
}
