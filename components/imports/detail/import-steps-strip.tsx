import { Check, X } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { MailboxImport } from '@/lib/imports/schema'
import { type StepState, stepsOf } from './import-steps'

const look: Readonly<Record<StepState, { word: string; text: string; mark: string }>> = {
  past: { word: 'past', text: 'text-ink', mark: 'border-ok text-ok-text' },
  now: { word: 'now', text: 'font-medium text-ink', mark: 'border-accent bg-accent text-on-accent' },
  ahead: { word: 'to come', text: 'text-muted', mark: 'border-line-strong text-muted' },
  stopped: { word: 'stopped here', text: 'font-medium text-ink', mark: 'border-failing text-failing-text' },
}

/** Where the import is on its way, for orientation only. */
export function ImportStepsStrip({ record }: { record: MailboxImport }) {
  const steps = stepsOf(record)
  return (
    <ol aria-label="Steps of the import" className="mb-4 flex max-w-3xl items-center gap-1 text-xs sm:text-sm">
      {steps.map(({ step, state }, index) => (
        <li
          key={step}
          aria-current={state === 'now' ? 'step' : undefined}
          data-step={state}
          className="flex min-w-0 flex-auto items-center gap-1.5 last:flex-none max-sm:flex-1 max-sm:flex-col max-sm:last:flex-1"
        >
          <span
            aria-hidden
            className={classNames(
              'mono inline-flex size-5 shrink-0 items-center justify-center rounded-full border text-xs',
              look[state].mark,
            )}
          >
            {state === 'past' ? (
              <Check className="size-3" />
            ) : state === 'stopped' ? (
              <X className="size-3" />
            ) : (
              index + 1
            )}
          </span>
          <span className={look[state].text}>
            {step}
            <span className="sr-only">, {look[state].word}</span>
          </span>
          {index < steps.length - 1 ? (
            <span
              aria-hidden
              className={classNames('mx-1 h-px flex-1 max-sm:hidden', state === 'past' ? 'bg-ok' : 'bg-line')}
            />
          ) : null}
        </li>
      ))}
    </ol>
  )
}
