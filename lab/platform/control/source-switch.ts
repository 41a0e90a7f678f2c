import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { UnknownChoiceError } from '../scenarios/registry'
import { proxiedParts } from '../scenarios/source-down'
import { faultModeSchema, readFaultModes, writeFaultModes } from '../sources/fault-file'
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
