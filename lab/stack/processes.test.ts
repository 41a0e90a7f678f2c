import { describe, expect, it } from 'vitest'
import { groupMembers, identify, isRunning, membersOf, type ProcessStat, parseStat } from './processes'

const line = (name: string) =>
  `4242 (${name}) S 1 4240 4240 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 11 0 987654 1000000 2000 18446744073709551615`

describe('parseStat', () => {
  it.each(['node', 'a (b) c', ') S 1 2 3', 'tmux: server', ''])('reads the fields after the name “%s”', (name) => {
    expect(parseStat(line(name))).toEqual({
      pid: 4242,
      name,
      state: 'S',
      parent: 1,
      group: 4240,
      startTicks: 987_654,
    })
  })

  it.each(['', 'nonsense', '4242 (node', '4242 (node) S 1'])('refuses “%s”', (text) => {
    expect(parseStat(text)).toBeNull()
  })
})

describe('membersOf', () => {
  const stat = (pid: number, change: Partial<ProcessStat> = {}): ProcessStat => ({
    pid,
    name: 'node',
    state: 'S',
    parent: 1,
    group: 100,
    startTicks: 50,
    ...change,
  })

  it('gives the leader and its children, not other groups and not zombies', () => {
    const stats = [stat(100), stat(101), stat(102, { group: 7 }), stat(103, { state: 'Z' })]
    expect(membersOf(stats, { pid: 100, startTicks: 50 })).toEqual([100, 101])
  })

  it('gives the children of a leader that is gone', () => {
    expect(membersOf([stat(101)], { pid: 100, startTicks: 50 })).toEqual([101])
  })

  it('spares a stranger that got the leader’s number, and its group', () => {
    const stats = [stat(100, { startTicks: 900 }), stat(101, { startTicks: 901 })]
    expect(membersOf(stats, { pid: 100, startTicks: 50 })).toEqual([])
  })

  it('spares a process that is older than the leader', () => {
    expect(membersOf([stat(100), stat(101, { startTicks: 49 })], { pid: 100, startTicks: 50 })).toEqual([100])
  })
})

describe.runIf(process.platform === 'linux')('on this machine', () => {
  const self = identify(process.pid)

  it('recognises this process', () => {
    expect(self.startTicks).toBeGreaterThan(0)
    expect(isRunning(self)).toBe(true)
  })

  it('takes the same number with another start for a stranger', () => {
    const stranger = { pid: self.pid, startTicks: (self.startTicks ?? 0) - 1 }
    expect(isRunning(stranger)).toBe(false)
    expect(groupMembers(stranger)).toEqual([])
  })

  it('knows that no process has a number beyond the kernel’s largest', () => {
    expect(isRunning({ pid: 2 ** 22 + 1, startTicks: null })).toBe(false)
  })
})
