import { sendJson } from './answer'
import type { Exchange } from './exchange'
import { type KubernetesObject, readPath } from './kubernetes-object'
import { requireObject } from './read'
import { readBody } from './request'
import { compileLabelSelector, formatLabelSelector } from './selectors'
import { badRequest, failure } from './status'
import { readKind } from './validation'
import { readDeleteOptions, tellMutation } from './write'

/** `pods/<name>/eviction`: a deletion that asks the disruption budgets first. 429 when one says no. */
export async function evictPod(exchange: Exchange): Promise<void> {
  const { context, request, response, incoming } = exchange
  const body = readKind(await readBody(incoming), 'Eviction', 'policy/v1')
  const name = readPath(body, 'metadata.name')
  if (name && name !== request.name) {
    throw badRequest(`name in URL does not match name in Eviction object: ${request.name} != ${String(name)}`)
  }
  const pod = requireObject(exchange)
  const options = readDeleteOptions(body.deleteOptions, request.query)
  const budgets = pod.metadata.deletionTimestamp ? [] : budgetsOf(exchange, pod)
  for (const budget of budgets) checkBudget(budget)
  if (!options.isDryRun) for (const budget of budgets) spendBudget(exchange, budget)
  const { object } = context.store.delete('pods', request.namespace, request.name, options)
  if (!options.isDryRun) tellMutation(exchange, 'evict', object)
  sendJson(response, 201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 })
}

function budgetsOf({ context, request }: Exchange, pod: KubernetesObject): KubernetesObject[] {
  return context.store.all('poddisruptionbudgets', request.namespace).filter((budget) => {
    const matches = compileLabelSelector(formatLabelSelector(budget.spec?.selector))
    // In policy/v1 an empty selector covers every pod of the namespace, a missing one none.
    return budget.spec?.selector !== undefined && (matches?.(pod) ?? true)
  })
}

function countIn(budget: KubernetesObject, field: string): number {
  const value = budget.status?.[field]
  return typeof value === 'number' ? value : 0
}

function checkBudget(budget: KubernetesObject): void {
  if (countIn(budget, 'disruptionsAllowed') > 0) return
  const needed = `needs ${countIn(budget, 'desiredHealthy')} healthy pods and has ${countIn(budget, 'currentHealthy')} currently`
  const causes = [{ reason: 'DisruptionBudget', message: `The disruption budget ${budget.metadata.name} ${needed}` }]
  throw failure({
    code: 429,
    reason: 'TooManyRequests',
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    details: { causes },
  })
}

function spendBudget({ context }: Exchange, { metadata, status }: KubernetesObject): void {
  context.store.modify('poddisruptionbudgets', metadata.namespace ?? '', metadata.name, (draft) => {
    const allowed = status?.disruptionsAllowed
    draft.status = { ...draft.status, disruptionsAllowed: typeof allowed === 'number' ? allowed - 1 : 0 }
  })
}
