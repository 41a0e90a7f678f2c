import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One process, told apart from a later one with the same number by the clock tick it started at. */
export type ProcessIdentity = { pid: number; startTicks: number | null }

export type ProcessStat = {
  pid: number
  name: string
  state: string
  parent: number
  group: number
  startTicks: number
}

/** Reads a line of `/proc/<pid>/stat`. The name in brackets may hold blanks and brackets itself. */
export function parseStat(text: string): ProcessStat | null {
  const open = text.indexOf(' (')
  const close = text.lastIndexOf(') ')
  if (open < 0 || close < open) return null
  // proc(5) counts fields from 1; what follows the name starts at field 3, the state.
  const fields = text.slice(close + 2).split(' ')
  const pid = Number(text.slice(0, open))
  const [state, parent, group, startTicks] = [fields[0], Number(fields[1]), Number(fields[2]), Number(fields[19])]
  if (!state || ![pid, parent, group, startTicks].every(Number.isInteger)) return null
  return { pid, name: text.slice(open + 2, close), state, parent, group, startTicks }
}

function readStat(pid: number): ProcessStat | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return null
  }
}

/**
 * The npm that runs this process as one of its scripts, and the shell it puts between; just the parent where there is no
 * /proc.
 */
export function launchers(): ProcessIdentity[] {
  const parent = readStat(process.ppid)
  // Some shells replace themselves by the command, and then the parent is npm itself.
  const isShell = parent !== null && /^(sh|dash|bash|ash|busybox)$/.test(parent.name)
  return [identify(process.ppid), ...(isShell ? [identify(parent.parent)] : [])]
}

/** Names a running process; `startTicks` is null where there is no /proc (macOS). */
export function identify(pid: number): ProcessIdentity {
  return { pid, startTicks: readStat(pid)?.startTicks ?? null }
}

/** Whether this very process runs: a zombie does not, and a stranger that got its number later is not it. */
export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  const stat = readStat(pid)
  if (stat) return stat.state !== 'Z' && (startTicks === null || stat.startTicks === startTicks)
  if (process.platform === 'linux') return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Processes of the group that `leader` led, alive ones only. The leader itself may be gone: its number cannot be
 * given to a stranger while its group has members, and members are no older than their leader.
 */
export function groupMembers(leader: ProcessIdentity): number[] {
  if (process.platform !== 'linux') return isRunning(leader) ? [leader.pid] : []
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat): stat is ProcessStat => stat !== null)
  return membersOf(stats, leader)
}

/** Pure part of `groupMembers`. */
export function membersOf(stats: readonly ProcessStat[], leader: ProcessIdentity): number[] {
  const now = stats.find((stat) => stat.pid === leader.pid)
  const isStranger = now !== undefined && leader.startTicks !== null && now.startTicks !== leader.startTicks
  if (isStranger) return []
  return stats
    .filter((stat) => stat.group === leader.pid && stat.state !== 'Z' && stat.startTicks >= (leader.startTicks ?? 0))
    .map((stat) => stat.pid)
}

function signalEach(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It ended between the look and the signal.
    }
  }
}

/**
 * Ends a process and everything in its group: `signal` first, SIGKILL to what is left after `graceMs`.
 * Resolves when none is left, false when something survived even SIGKILL for two seconds.
 */
export async function endGroup(
  leader: ProcessIdentity,
  { signal, graceMs }: { signal: NodeJS.Signals; graceMs: number },
): Promise<boolean> {
  const gone = async (deadlineMs: number): Promise<boolean> => {
    while (groupMembers(leader).length > 0) {
      if (Date.now() > deadlineMs) return false
      await sleep(25)
    }
    return true
  }
  // The leader alone is asked: it ends its own children in its own order (a postmaster, a web server).
  const members = groupMembers(leader)
  signalEach(members.includes(leader.pid) ? [leader.pid] : members, signal)
  if (await gone(Date.now() + graceMs)) return true
  signalEach(groupMembers(leader), 'SIGKILL')
  return gone(Date.now() + 2_000)
}
