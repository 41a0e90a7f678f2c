import { Fragment } from 'react'
import { CopyButton } from '@/components/ui/copy-button'

const kindClass: Readonly<Record<string, string>> = {
  keyword: 'text-accent-text',
  function: 'font-medium',
  metric: 'font-semibold text-ink',
  label: 'text-muted',
  text: 'text-ok-text',
  number: 'text-degraded-text',
  comment: 'text-faint italic',
}

type PromqlTextProps = { tokens: readonly (readonly [kind: string, text: string])[]; expression: string; label: string }

/** An expression to read and to copy, in the colours of its parts. */
export function PromqlText({ tokens, expression, label }: PromqlTextProps) {
  return (
    <div className="flex min-w-0 items-start gap-1">
      <pre className="mono min-w-0 flex-1 rounded-inner bg-sunken p-2 text-xs break-words whitespace-pre-wrap">
        <code>
          {tokens.map(([kind, text], index) => {
            // Pieces of one text never change places.
            const key = `${index} ${text}`
            const className = kindClass[kind]
            return className ? (
              <span key={key} className={className}>
                {text}
              </span>
            ) : (
              <Fragment key={key}>{text}</Fragment>
            )
          })}
        </code>
      </pre>
      <CopyButton text={expression} label={label} />
    </div>
  )
}
