import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FaultTimeline } from '../scenarios/fault-timeline'
import { UnknownChoiceError } from '../scenarios/registry'
import { proxiedParts, sourceDown } from '../scenarios/source-down'
import { type FaultMode, faultModeSchema, readFaultModes, writeFaultModes } from '../sources/fault-file'
import type { SourceSwitch } from './scenario-control'

const runFileSchema = z.object({ supervisor: z.string().nullish() })

/** Where the stack's supervisor listens. Read each time: the stack may have been started after the platform. */
function supervisorAddress(runFile: string): string | undefined {
  try {
    return runFileSchema.parse(JSON.parse(readFileSync(runFile, 'utf8'))).supervisor ?? undefined
  } catch {
    return undefined
  }
}

async function tellSupervisor(runFile: string, part: string, verb: 'stop' | 'start'): Promise<void> {
  const address = supervisorAddress(runFile)
  if (!address) {
    throw new UnknownChoiceError(
      `${part} cannot be ${verb === 'stop' ? 'stopped' : 'started'}: no stack runs here (npm run up).`,
    )
  }
  // Starting PostgreSQL or Prometheus takes a while: the supervisor answers when the part serves.
  const response = await fetch(`${address}/parts/${part}/${verb}`, {
    method: 'POST',
    signal: AbortSignal.timeout(60_000),
  })
  if (!response.ok) {
    throw new UnknownChoiceError(`The stack could not ${verb} ${part}: ${(await response.text()).trim()}`)
  }
}

/** The modes of the proxies as the active scenarios ask for them. */
export function activeFaultModes({ active }: FaultTimeline): Record<string, FaultMode> {
  const modes: Record<string, FaultMode> = {}
  for (const { scenario, target, option } of active) {
    const mode = faultModeSchema.safeParse(option)
    if (scenario === sourceDown.name && mode.success) modes[target] = mode.data
  }
  return modes
}

export interface SourceSwitchOptions {
  runFile: string
  faultsFile: string
  /** The Kubernetes API is this process's own: it is opened and closed here. */
  kubernetes: { open: () => Promise<void>; close: () => Promise<void> }
}

export function createSourceSwitch({ runFile, faultsFile, kubernetes }: SourceSwitchOptions): SourceSwitch {
  const setMode = (part: string, mode: string) => {
    if (!proxiedParts.includes(part)) {
      throw new UnknownChoiceError(`${part} can only be stopped: the console reaches it without a fault proxy.`)
    }
    writeFaultModes(faultsFile, { ...readFaultModes(faultsFile), [part]: faultModeSchema.parse(mode) })
  }
  return {
    begin: async (part, mode) => {
      if (mode !== 'stop') setMode(part, mode)
      else if (part === 'kubernetes') await kubernetes.close()
      else await tellSupervisor(runFile, part, 'stop')
    },
    end: async (part, mode) => {
      if (mode !== 'stop') setMode(part, 'none')
      else if (part === 'kubernetes') await kubernetes.open()
      else await tellSupervisor(runFile, part, 'start')
    },
  }
}
