import { Compass } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { type Example, examples } from '@/lib/explore/examples'

/** What to do first. */
export function QueryExamples({ onExample }: { onExample: (example: Example) => void }) {
  return (
    <div className="rounded-box border bg-surface">
      <EmptyState
        icon={<Compass aria-hidden />}
        title="Ask Prometheus anything"
        text="Choose a metric to see its chart, write an expression and press Enter, or begin with one of these."
        action={
          <ul aria-label="Examples" className="mt-2 grid w-full max-w-3xl gap-2 text-left sm:grid-cols-2">
            {examples.map((example) => (
              <li key={example.id} className="min-w-0">
                <button
                  type="button"
                  onClick={() => onExample(example)}
                  className="flex h-full w-full min-w-0 flex-col gap-0.5 rounded-box border p-3 text-left hover:bg-sunken"
                >
                  <span className="text-sm font-medium">{example.title}</span>
                  <span className="text-xs text-muted">{example.text}</span>
                  <code className="mono mt-1 w-full truncate text-xs text-muted">{example.query}</code>
                </button>
              </li>
            ))}
          </ul>
        }
      />
    </div>
  )
}
