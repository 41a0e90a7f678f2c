import { z } from 'zod'

type PlanNode = {
  'Node Type': string
  Alias?: string | undefined
  'Index Cond'?: string | undefined
  Plans?: PlanNode[] | undefined
}

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    Alias: z.string().optional(),
    'Index Cond': z.string().optional(),
    Plans: z.array(nodeSchema).optional(),
  }),
)

const explainedSchema = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: nodeSchema })) }))

const withinNode = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(withinNode)]

/** All nodes of a plan, as `EXPLAIN (FORMAT JSON)` gives it. */
export function planNodes(explained: unknown): PlanNode[] {
  return explainedSchema.parse(explained).flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => withinNode(Plan)))
}

/** Joins that hold all of one part of a statement against all of another. */
export function partsHeldTogether(nodes: readonly PlanNode[]): PlanNode[] {
  return nodes.filter((node) => {
    const isJoin = node['Node Type'] === 'Nested Loop'
    return isJoin && (node.Plans ?? []).filter((part) => part['Node Type'] === 'CTE Scan').length > 1
  })
}
