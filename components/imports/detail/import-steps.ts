import type { MailboxImport } from '@/lib/imports/schema'

export const importSteps = ['Upload', 'Check', 'Confirm', 'Apply', 'Done'] as const
export type ImportStep = (typeof importSteps)[number]

/** `stopped`: it went no further than this. */
export type StepState = 'past' | 'now' | 'ahead' | 'stopped'

type Staged = Pick<MailboxImport, 'state' | 'mode' | 'checkedAt' | 'sizeBytes' | 'receivedBytes'>

function placeOf({ state, mode, checkedAt, sizeBytes, receivedBytes }: Staged): [step: ImportStep, stopped: boolean] {
  switch (state) {
    case 'uploading':
      return ['Upload', false]
    case 'checking':
    case 'mapping':
      return ['Check', false]
    case 'unreadable':
      return ['Check', true]
    case 'checked':
      return ['Confirm', false]
    case 'queued':
    case 'applying':
    case 'paused':
    case 'reverting':
      return ['Apply', false]
    case 'failed':
      return [mode === null ? 'Check' : 'Apply', true]
    case 'cancelled':
      if (mode !== null) return ['Apply', true]
      if (checkedAt !== null) return ['Confirm', true]
      return [receivedBytes < sizeBytes ? 'Upload' : 'Check', true]
    case 'done':
    case 'undone':
      return ['Done', false]
  }
}

/** Where an import is on its way. */
export function stepsOf(record: Staged): { step: ImportStep; state: StepState }[] {
  const [at, stopped] = placeOf(record)
  const place = importSteps.indexOf(at)
  return importSteps.map((step, index) => {
    if (index !== place) return { step, state: index < place ? 'past' : 'ahead' }
    if (stopped) return { step, state: 'stopped' }
    return { step, state: at === 'Done' ? 'past' : 'now' }
  })
}
