'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Field } from '@/components/ui/field'
import { describeUnknownToken, parseTemplate, type UnknownToken } from '@/lib/voicemail-profiles/template'
import { insertToken, templateSegments } from '@/lib/voicemail-profiles/template-segments'
import { TokenMenu } from './token-menu'

type TokenFieldProps = {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  /** Takes the element, so that the form can put the focus on what it refuses. */
  inputRef: (element: HTMLTextAreaElement | null) => void
  error: string | undefined
  /** False for a subject: a line break would end it. It and a tab become a blank, for what is pasted. */
  multiline: boolean
}

// What lies below the text must break its lines at the same places.
const textClass = 'col-start-1 row-start-1 w-full min-w-0 px-2.5 py-1.5 text-sm whitespace-pre-wrap break-words'
const markClass = {
  token: 'rounded-inner bg-accent-tint',
  unknown: 'rounded-inner bg-failing-tint underline decoration-danger decoration-wavy',
}

/** A text with tokens: they are marked as one types, what is no token with its position, and inserted from a menu. */
export function TokenField({ label, hint, value, onChange, onBlur, inputRef, error, multiline }: TokenFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const { unknown } = parseTemplate(value)
  const problem = unknown.length > 0 ? unknown.map(sentenceOf).join(' ') : error
  const take = (text: string) => onChange(multiline ? text : text.replaceAll(/[\t\r\n]+/g, ' '))

  function replace(selection: { start: number; end: number }, token: string) {
    const { text, cursor } = insertToken(value, selection, token)
    take(text)
    // The value arrives with the next drawing, which would put the cursor at the end.
    requestAnimationFrame(() => area.current?.setSelectionRange(cursor, cursor))
  }
  function select({ start, text }: UnknownToken) {
    area.current?.focus()
    area.current?.setSelectionRange(start, start + text.length)
  }

  return (
    <Field label={label} hint={hint} error={problem}>
      {(control) => (
        <div className="flex flex-col gap-1.5">
          <div
            className={classNames(
              'grid max-h-96 overflow-y-auto rounded-box border bg-surface focus-within:outline-2 focus-within:outline-accent',
              problem ? 'border-danger' : 'border-line-strong',
              multiline && 'min-h-32',
            )}
          >
            <div aria-hidden className={classNames(textClass, 'pointer-events-none text-transparent select-none')}>
              {templateSegments(value).map(({ start, text, mark }) => (
                <span key={start} className={mark ? markClass[mark] : undefined}>
                  {text}
                </span>
              ))}
              {/* A last line break opens a line only when something follows. */}
              {'\u200b'}
            </div>
            <textarea
              {...control}
              ref={(element) => {
                area.current = element
                inputRef(element)
              }}
              rows={1}
              value={value}
              onChange={(event) => take(event.target.value)}
              onBlur={onBlur}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !multiline) {
                  event.preventDefault()
                  event.currentTarget.form?.requestSubmit()
                }
              }}
              className={classNames(textClass, 'resize-none overflow-hidden bg-transparent text-ink outline-none')}
            />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <TokenMenu
              field={label}
              onInsert={(token) =>
                replace(
                  {
                    start: area.current?.selectionStart ?? value.length,
                    end: area.current?.selectionEnd ?? value.length,
                  },
                  token,
                )
              }
              onInserted={() => area.current?.focus()}
            />
            {unknown.map((token) => (
              <Mend key={token.start} token={token} onSelect={() => select(token)} onReplace={replace} />
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}

/** Several stand one behind the other. */
function sentenceOf(token: UnknownToken): string {
  const sentence = describeUnknownToken(token)
  return sentence.endsWith('?') ? sentence : `${sentence}.`
}

type MendProps = {
  token: UnknownToken
  onSelect: () => void
  onReplace: (selection: { start: number; end: number }, token: string) => void
}

/** What can be done about one unknown token. */
function Mend({ token: { text, start, suggestion }, onSelect, onReplace }: MendProps) {
  if (suggestion === null) {
    return (
      <Button size="sm" onClick={onSelect}>
        Select <span className="mono">{text}</span>
      </Button>
    )
  }
  return (
    <Button size="sm" onClick={() => onReplace({ start, end: start + text.length }, suggestion)}>
      Use <span className="mono">{`<${suggestion}>`}</span>
    </Button>
  )
}
