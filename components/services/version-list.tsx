import { Badge } from '@/components/ui/badge'
import { NoValue } from '@/components/ui/no-value'
import type { ServiceRow, ServiceVersion } from '@/lib/services/schema'

function explain({ podCount, canary, source }: ServiceVersion): string {
  const who = source === 'prometheus' ? 'reported by the service' : 'by the tag of its image'
  return `${podCount} ${podCount === 1 ? 'pod' : 'pods'}${canary ? ', canary' : ''}, ${who}`
}

type VersionListProps = Pick<ServiceRow, 'versions' | 'versionSkew'> & { shown?: number }

function list(versions: readonly ServiceVersion[]): string {
  return versions.map((version) => `${version.version}: ${explain(version)}`).join('\n')
}

/** The version most pods run, in one line; how many others there are, and whether they are more than canaries. */
export function VersionLine({ versions, versionSkew }: VersionListProps) {
  const [first, ...rest] = versions
  if (!first) return <NoValue reason="No pod tells its version" />
  return (
    <span className="mono block truncate" title={list(versions)}>
      {first.version}
      {rest.length > 0 ? (
        <span className={versionSkew ? 'text-degraded-text' : 'text-muted'}> +{rest.length}</span>
      ) : null}
    </span>
  )
}

/** The versions its pods run, most pods first. More than one among pods that are no canaries is said, not hidden. */
export function VersionList({ versions, versionSkew, shown = 2 }: VersionListProps) {
  if (versions.length === 0) return <NoValue reason="No pod tells its version" />
  const rest = versions.slice(shown)
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1">
      {versions.slice(0, shown).map((version) => (
        <Badge key={`${version.version}|${version.canary}|${version.source}`} mono title={explain(version)}>
          {version.version}
          {version.canary ? ' canary' : ''}
        </Badge>
      ))}
      {rest.length > 0 ? <Badge title={rest.map((version) => version.version).join(', ')}>+{rest.length}</Badge> : null}
      {versionSkew ? (
        <Badge tone="outline" title="Pods that are no canaries run different versions">
          skew
        </Badge>
      ) : null}
    </span>
  )
}
