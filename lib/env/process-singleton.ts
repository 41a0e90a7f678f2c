/**
 * One value per process and name. A module-level variable is not enough: Next bundles each route and the
 * instrumentation hook on its own, so the same module runs several times in one process, and each copy would start
 * its own pollers and counters. A registered symbol on `globalThis` is shared by all copies.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const holder = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`patchboard.${name}`)
  const present = holder[key]
  if (present !== undefined) return present
  const created = create()
  holder[key] = created
  return created
}
