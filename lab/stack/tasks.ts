export type Task = {
  name: string
  /** Tasks that must be over first; those that are not in the list are not waited for. */
  after: readonly string[]
  run: () => Promise<unknown>
}

/** Names in an order in which each follows what it waits for. Throws when tasks wait for one another in a circle. */
export function orderOf(tasks: readonly Pick<Task, 'name' | 'after'>[]): string[] {
  const waiting = new Map(tasks.map((task) => [task.name, task.after]))
  const order: string[] = []
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, after]) => after.every((name) => !waiting.has(name))).map(([name]) => name)
    if (ready.length === 0) throw new Error(`Steps wait for one another: ${[...waiting.keys()].join(', ')}`)
    for (const name of ready) waiting.delete(name)
    order.push(...ready)
  }
  return order
}

/** Runs each task as soon as those it waits for are over. Rejects with the first failure, without waiting for the others. */
export async function runTasks(tasks: readonly Task[]): Promise<void> {
  const running = new Map<string, Promise<unknown>>()
  const byName = new Map(tasks.map((task) => [task.name, task]))
  // In an order in which what a task waits for has been started before it.
  for (const task of orderOf(tasks).flatMap((name) => byName.get(name) ?? [])) {
    const before = task.after.map((name) => running.get(name))
    running.set(
      task.name,
      Promise.all(before).then(() => task.run()),
    )
  }
  await Promise.all(running.values())
}
