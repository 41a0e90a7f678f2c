import { createHash } from 'node:crypto'
import type { ResourceDefinition, SubresourceDefinition } from './resource-definition'
import { resourceDefinitions } from './resource-table'
import { apiVersionOf } from './resources'

/** The documents that tell a client what the server serves. */

/** `/version` as recorded; the fields are part of the protocol, the values are the recorded server's. */
export const recordedVersion = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v0.0.0-master+8e16b12fda5b1dccc41a6de48b3e356cc7d5048b',
  gitCommit: '8e16b12fda5b1dccc41a6de48b3e356cc7d5048b',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
}

export type VersionInfo = typeof recordedVersion

/** Groups besides the core one, each in the one version served. */
const groupVersions = [
  { group: 'apps', version: 'v1' },
  { group: 'authorization.k8s.io', version: 'v1' },
  { group: 'autoscaling', version: 'v2' },
  { group: 'policy', version: 'v1' },
  { group: 'discovery.k8s.io', version: 'v1' },
]

const accessReviewResource = {
  name: 'selfsubjectaccessreviews',
  singularName: 'selfsubjectaccessreview',
  namespaced: false,
  kind: 'SelfSubjectAccessReview',
  verbs: ['create'],
}

/** The discovery document at a path, or undefined where there is none. */
export function discoveryDocument(path: string, serverAddress: string): object | undefined {
  const [root, ...rest] = path.split('/').filter(Boolean)
  if (root === 'api') {
    if (rest.length === 0) return coreVersions(serverAddress)
    return rest.join('/') === 'v1' ? resourceList('', 'v1') : undefined
  }
  if (root !== 'apis') return undefined
  if (rest.length === 0) return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupVersions.map(describeGroup) }
  const entry = groupVersions.find(({ group }) => group === rest[0])
  if (!entry) return undefined
  if (rest.length === 1) return { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(entry) }
  return rest[1] === entry.version && rest.length === 2 ? resourceList(entry.group, entry.version) : undefined
}

function coreVersions(serverAddress: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  }
}

function describeGroup({ group, version }: { group: string; version: string }) {
  const groupVersion = { groupVersion: `${group}/${version}`, version }
  return { name: group, versions: [groupVersion], preferredVersion: groupVersion }
}

function resourceList(group: string, version: string): object {
  const definitions = resourceDefinitions.filter((entry) => entry.group === group && entry.version === version)
  const resources: object[] = definitions
    .flatMap((definition) => [
      describeResource(definition),
      ...definition.subresources.map((subresource) => describeSubresource(definition, subresource)),
    ])
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  if (group === 'authorization.k8s.io') resources.push(accessReviewResource)
  // The core group's document carries no apiVersion of its own: it is older than the field.
  const head = { kind: 'APIResourceList', ...(group === '' ? {} : { apiVersion: 'v1' }) }
  return { ...head, groupVersion: apiVersionOf({ group, version }), resources }
}

function describeResource(definition: ResourceDefinition) {
  const { name, singular, namespaced, kind, verbs, shortNames, categories, stored } = definition
  return {
    name,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames ? { shortNames } : {}),
    ...(categories ? { categories } : {}),
    ...(stored ? { storageVersionHash: storageVersionHash(definition) } : {}),
  }
}

function describeSubresource({ name, namespaced }: ResourceDefinition, subresource: SubresourceDefinition) {
  const { group, version, kind, verbs } = subresource
  return {
    name: `${name}/${subresource.name}`,
    singularName: '',
    namespaced,
    ...(group && version ? { group, version } : {}),
    kind,
    verbs,
  }
}

/** Eight bytes of the SHA-256 over group, version and kind: how the API server marks what it stores as what. */
function storageVersionHash({ group, version, kind }: ResourceDefinition): string {
  return createHash('sha256').update(`${group}/${version}/${kind}`).digest().subarray(0, 8).toString('base64')
}
