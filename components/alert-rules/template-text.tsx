import { Fragment } from 'react'
import { templateParts } from './rule-words'

/** A text of a rule, with the places that each alert fills marked by the name of their label. */
export function TemplateText({ text }: { text: string }) {
  return templateParts(text).map((part, index) => {
    // The parts of one text never change places.
    const key = `${index} ${part.text}`
    if (part.kind === 'text') return <Fragment key={key}>{part.text}</Fragment>
    return (
      <span key={key} title="Filled in by each alert" className="mono rounded-inner bg-sunken px-1 text-xs text-muted">
        {part.text}
      </span>
    )
  })
}
