import type { ResourceDefinition, ResourceName } from './resource-definition'
import { resourceDefinitions } from './resource-table'

const byName = new Map(resourceDefinitions.map((definition) => [definition.name, definition]))

export function resourceDefinition(name: ResourceName): ResourceDefinition {
  const definition = byName.get(name)
  if (!definition) throw new Error(`no resource ${name}`)
  return definition
}

export function findResource(group: string, version: string, plural: string): ResourceDefinition | undefined {
  return resourceDefinitions.find(
    (entry) => entry.name === plural && entry.group === group && entry.version === version,
  )
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(definition: { group: string; version: string }): string {
  return definition.group === '' ? definition.version : `${definition.group}/${definition.version}`
}

/** `deployments.apps`, or `pods`: how error messages name a resource. */
export function qualifiedName(definition: { group: string; name: string }): string {
  return definition.group === '' ? definition.name : `${definition.name}.${definition.group}`
}
