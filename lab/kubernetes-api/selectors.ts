import { type KubernetesObject, readPath } from './kubernetes-object'
import type { ResourceDefinition, ResourceName } from './resource-definition'
import { badRequest } from './status'

/** A compiled selector: cheap to run against each object and event. */
export type Matcher = (object: KubernetesObject) => boolean

type Labels = Record<string, string>
type Requirement = (labels: Labels) => boolean

const labelKey = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/
const setRequirement = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/
const comparison = /^([^=!<>\s]+)\s*(==|=|!=|>|<)\s*(\S*)$/

/**
 * Compiles `a=b,c!=d,e in (x,y),f notin (z),g,!h,i>1`. An empty selector selects everything and compiles to undefined.
 * Throws a 400 Status for anything else. A missing label satisfies `!=` and `notin`, as in the API server.
 */
export function compileLabelSelector(selector: string | undefined): Matcher | undefined {
  if (!selector?.trim()) return undefined
  const requirements = splitOutsideBrackets(selector).map(compileRequirement)
  return (object) => {
    const labels = object.metadata.labels ?? {}
    return requirements.every((requirement) => requirement(labels))
  }
}

function splitOutsideBrackets(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map((part) => part.trim())
}

function compileRequirement(text: string): Requirement {
  const set = setRequirement.exec(text)
  if (set) return compileSet(checkedKey(set[1], text), set[2] === 'in', (set[3] ?? '').split(','))
  const compared = comparison.exec(text)
  if (compared) return compileComparison(checkedKey(compared[1], text), compared[2] ?? '', compared[3] ?? '')
  if (text.startsWith('!')) {
    const key = checkedKey(text.slice(1).trim(), text)
    return (labels) => labels[key] === undefined
  }
  const key = checkedKey(text, text)
  return (labels) => labels[key] !== undefined
}

function compileSet(key: string, isIn: boolean, rawValues: string[]): Requirement {
  const values = new Set(rawValues.map((value) => checkedValue(value.trim())))
  return (labels) => {
    const value = labels[key]
    return isIn ? value !== undefined && values.has(value) : value === undefined || !values.has(value)
  }
}

function compileComparison(key: string, operator: string, value: string): Requirement {
  if (operator === '>' || operator === '<') {
    const bound = Number(value)
    if (!/^-?\d+$/.test(value))
      throw badRequest(`unable to parse requirement: for 'Gt', 'Lt' operators, the value must be an integer`)
    return (labels) => {
      const number = Number(labels[key] ?? Number.NaN)
      return operator === '>' ? number > bound : number < bound
    }
  }
  checkedValue(value)
  return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
}

function checkedKey(key: string | undefined, text: string): string {
  if (key && labelKey.test(key)) return key
  throw badRequest(`unable to parse requirement: ${JSON.stringify(text)} has an invalid label key`)
}

function checkedValue(value: string): string {
  if (value.length <= 63 && labelValue.test(value)) return value
  throw badRequest(`unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(value)}`)
}

const ownFields: Partial<Record<ResourceName, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicasets: ['status.replicas'],
  replicationcontrollers: ['status.replicas'],
}

const fieldDefaults: Record<string, string> = { 'spec.unschedulable': 'false', 'spec.hostNetwork': 'false' }

/**
 * Compiles `status.phase!=Running,spec.nodeName=node-1`. Only the fields that the API server indexes for the kind are
 * allowed; any other is a 400. A field that is not set compares as the empty string.
 */
export function compileFieldSelector(
  definition: ResourceDefinition,
  selector: string | undefined,
): Matcher | undefined {
  if (!selector?.trim()) return undefined
  const terms = selector.split(/(?<!\\),/).map((text) => compileTerm(definition, text))
  return (object) => terms.every((term) => term(object))
}

function compileTerm(definition: ResourceDefinition, text: string): Matcher {
  const match = /^([^=!]+)(!=|==|=)((?:[^=,\\]|\\.)*)$/.exec(text)
  const path = match?.[1]
  if (!match || !path) throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`)
  const known = ['metadata.name', 'metadata.namespace', ...(ownFields[definition.name] ?? [])]
  if (!known.includes(path)) throw badRequest(`field label not supported: ${path}`)
  const wanted = (match[3] ?? '').replace(/\\(.)/g, '$1')
  const isEqual = match[2] !== '!='
  return (object) => (fieldValue(object, path) === wanted) === isEqual
}

function fieldValue(object: KubernetesObject, path: string): string {
  if (path === 'source') return String(readPath(object, 'source.component') ?? object.reportingComponent ?? '')
  return String(readPath(object, path) ?? fieldDefaults[path] ?? '')
}

/** `spec.selector` of a workload as the one-line text that `scale` reports: `a=b,c in (d,e)`. */
export function formatLabelSelector(selector: unknown): string {
  const labels = readPath(selector, 'matchLabels')
  const equalities = Object.entries((labels ?? {}) as Labels).map(([key, value]) => ({ key, text: `${key}=${value}` }))
  const expressions = readPath(selector, 'matchExpressions')
  const sets = (Array.isArray(expressions) ? expressions : []).map(formatExpression)
  return [...equalities, ...sets]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((part) => part.text)
    .join(',')
}

function formatExpression(expression: { key: string; operator: string; values?: string[] }): {
  key: string
  text: string
} {
  const { key, operator, values = [] } = expression
  const list = `(${[...values].sort().join(',')})`
  const texts: Record<string, string> = {
    In: `${key} in ${list}`,
    NotIn: `${key} notin ${list}`,
    Exists: key,
    DoesNotExist: `!${key}`,
  }
  return { key, text: texts[operator] ?? key }
}
