import { visibleText } from './visible-text'

/** A value from a file exactly as it is: as text, its own way round, and with hidden characters named. */
export function VisibleValue({ text, className = '' }: { text: string; className?: string }) {
  const stretches = visibleText(text)
  let at = 0
  return (
    <bdi className={`mono break-all whitespace-pre-wrap ${className}`}>
      {stretches.length === 0 ? <span className="font-sans text-muted">empty</span> : null}
      {stretches.map((stretch) => {
        const key = at
        at += stretch.text.length
        return stretch.mark ? (
          <span
            key={key}
            title="A character that is not seen"
            className="mx-px rounded-inner bg-degraded-tint px-1 font-sans text-xs text-degraded-text"
          >
            {stretch.text}
          </span>
        ) : (
          <bdi key={key}>{stretch.text}</bdi>
        )
      })}
    </bdi>
  )
}
