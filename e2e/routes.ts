import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Route = { kind: 'page' | 'handler'; path: string; methods: string[]; folders: string[] }

const appFolder = join(import.meta.dirname, '..', 'app')

/** Answers without a session on purpose. */
export const openPaths: readonly string[] = ['/sign-in', '/healthz', '/readyz', '/metrics', '/api/auth/[...nextauth]']

/** The path that Next gives to a file of the app folder: groups in brackets are no part of it. */
function pathOf(folder: string): string {
  const steps = folder.split('/').filter((step) => step !== '' && !/^\(.*\)$/.test(step))
  return `/${steps.join('/')}`
}

function methodsOf(source: string): string[] {
  const verbs = [...source.matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g)]
  // `export { run as GET, run as POST }`
  const renamed = [...source.matchAll(/\bas (GET|POST|PUT|PATCH|DELETE)\b/g)]
  return [...new Set([...verbs, ...renamed].flatMap(([, verb]) => verb ?? []))]
}

/** Every page and handler of the app, read from its folders: a new one is tested without being listed anywhere. */
export function appRoutes(): Route[] {
  const files = readdirSync(appFolder, { recursive: true, encoding: 'utf8' })
  return files.flatMap((file): Route[] => {
    const [, folder = '', name] = /^(.*?)\/?(page\.tsx|route\.ts)$/.exec(file) ?? []
    const folders = folder.split('/').filter((step) => step !== '')
    if (name === 'page.tsx') return [{ kind: 'page', path: pathOf(folder), methods: ['GET'], folders }]
    if (name !== 'route.ts') return []
    const methods = methodsOf(readFileSync(join(appFolder, file), 'utf8'))
    return [{ kind: 'handler', path: pathOf(folder), methods, folders }]
  })
}

/**
 * What the router sends when it asks for a page alone, as one that has the layouts around it already: Next then draws no layout,
 * whatever the layout would have checked.
 */
export function pageAloneHeaders({ path, folders }: Route): Record<string, string> {
  const values = sampleOf(path).split('/').slice(1)
  let tree: unknown = ['__PAGE__', {}, null, 'refetch']
  const visible = folders.filter((folder) => !folder.startsWith('('))
  for (const folder of folders.toReversed()) {
    const name = /^\[(.*)\]$/.exec(folder)?.[1]
    const step = name === undefined ? folder : [name, values[visible.indexOf(folder)], 'd', null]
    tree = [step, { children: tree }]
  }
  return { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', { children: tree }])) }
}

/** A path somebody could ask for: parameters in place. */
export function sampleOf(path: string): string {
  return path.replace('/services/[id]', '/services/ors').replaceAll(/\[\.*\w+\]/g, 't2100')
}
