import type { RawContainerStatus, RawPod } from './raw'
import type { Container } from './schema'

function toContainer(
  spec: { name: string; image: string },
  status: RawContainerStatus | undefined,
  init: boolean,
): Container {
  const { running, waiting, terminated } = status?.state ?? {}
  const last = status?.lastState?.terminated
  const container: Container = {
    name: spec.name,
    image: spec.image,
    init,
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    state: running ? 'running' : terminated ? 'terminated' : waiting ? 'waiting' : 'unknown',
    reason: (terminated ?? waiting)?.reason || null,
    message: (terminated ?? waiting)?.message || null,
    since: running?.startedAt ?? terminated?.finishedAt ?? null,
    exitCode: terminated?.exitCode ?? null,
    lastTermination: last
      ? { at: last.finishedAt ?? null, reason: last.reason || null, exitCode: last.exitCode ?? null }
      : null,
  }
  return container
}

/** Every container of a pod: what its spec asks for, with what its status says. Init containers first. */
export function containersOf(raw: RawPod): Container[] {
  const statuses = new Map(raw.status.containerStatuses?.map((status) => [status.name, status]))
  const initStatuses = new Map(raw.status.initContainerStatuses?.map((status) => [status.name, status]))
  return [
    ...(raw.spec.initContainers ?? []).map((spec) => toContainer(spec, initStatuses.get(spec.name), true)),
    ...raw.spec.containers.map((spec) => toContainer(spec, statuses.get(spec.name), false)),
  ]
}
