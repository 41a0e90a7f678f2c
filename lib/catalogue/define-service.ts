import type { Connection, Service } from './schema'

/** Freezes a plain value and everything it holds, so that no caller can alter the catalogue for the others. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const held of Object.values(value)) deepFreeze(held)
  return value
}

/** Checks one service of the catalogue against its type at compile time and freezes it. */
export function defineService(service: Service): Service {
  return deepFreeze(service)
}

/** The same for the connections table. */
export function defineConnections(connections: readonly Connection[]): readonly Connection[] {
  return deepFreeze(connections)
}
