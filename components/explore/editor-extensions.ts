import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent } from '@codemirror/commands'
import { bracketMatching, forceParsing, syntaxTree } from '@codemirror/language'
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint'
import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, placeholder } from '@codemirror/view'
import { PromQLExtension } from '@prometheus-io/codemirror-promql'
import { createCompletionClient } from '@/lib/explore/completion-client'
import { editorTheme } from './editor-theme'

/** What Prometheus said of the text, and where. */
export type EditorComplaint = { message: string; offset: number }

export const setComplaint = StateEffect.define<EditorComplaint | null>()

/** Holds until the text changes: then it speaks of another text. */
const complaintField = StateField.define<EditorComplaint | null>({
  create: () => null,
  update: (value, transaction) => {
    const told = transaction.effects.find((effect) => effect.is(setComplaint))
    if (told) return told.value
    return transaction.docChanged ? null : value
  },
})

function complaints(view: EditorView): Diagnostic[] {
  const complaint = view.state.field(complaintField)
  if (!complaint) return []
  const { length } = view.state.doc
  // At the very end there is no letter left to underline; the one before shows where.
  const from = Math.min(complaint.offset, Math.max(0, length - 1))
  const word = view.state.wordAt(from)
  const to = word && word.from === from ? word.to : Math.min(length, from + 1)
  return [{ from, to, severity: 'error', source: 'Prometheus', message: complaint.message }]
}

type LookUp = (name: string) => { kind: string; help: string | null } | null

/** Kind and help of the metric under the pointer. */
function metricHover(lookUp: LookUp): Extension {
  return hoverTooltip((view, pos, side) => {
    const node = syntaxTree(view.state).resolveInner(pos, side)
    if (node.name !== 'Identifier') return null
    const known = lookUp(view.state.sliceDoc(node.from, node.to))
    if (!known) return null
    return {
      pos: node.from,
      end: node.to,
      create: () => {
        const dom = document.createElement('div')
        dom.textContent = known.help ? `${known.kind}: ${known.help}` : known.kind
        return { dom }
      },
    }
  })
}

/** Time enough for any text that may be run; where it is not, no judgement is better than one about half of the text. */
const parseTimeoutMs = 500

/** The language, with completion by our API, and with mistakes that are found before anything runs. */
function promqlLanguage(client: ReturnType<typeof createCompletionClient>): Extension {
  const language = new PromQLExtension().setComplete({ remote: client })
  const strategy = language.getLinter()
  // On a busy machine the text may not have been parsed to its end yet; the package would call its rest a mistake.
  const promQL = () => {
    const lint = strategy.promQL()
    return (view: EditorView) => (forceParsing(view, view.state.doc.length, parseTimeoutMs) ? lint(view) : [])
  }
  return language.setLinter({ promQL }).asExtension()
}

export type EditorSetup = {
  region: string | null
  label: string
  describedBy: string
  hint: string
  onChange: (text: string) => void
  onRun: () => void
}

/**
 * Enter runs, Shift-Enter breaks the line. Tab takes a completion while one is offered and else leaves the editor, as everywhere on
 * the page; Escape closes the offer, so that Escape and Tab always lead out (WCAG 2.1.2).
 */
export function editorExtensions(setup: EditorSetup): Extension[] {
  const client = createCompletionClient(setup.region)
  const run = () => {
    setup.onRun()
    return true
  }
  return [
    editorTheme,
    history(),
    bracketMatching(),
    closeBrackets(),
    // As many as the list shows without scrolling: it cannot have the focus, so nobody could scroll it by keyboard.
    autocompletion({ maxRenderedOptions: 9, interactionDelay: 0 }),
    promqlLanguage(client),
    metricHover(client.lookUp),
    complaintField,
    linter(complaints, {
      delay: 0,
      needsRefresh: (update) => update.startState.field(complaintField) !== update.state.field(complaintField),
    }),
    placeholder(setup.hint),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': setup.label, 'aria-describedby': setup.describedBy }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) setup.onChange(update.state.doc.toString())
    }),
    Prec.high(
      keymap.of([
        { key: 'Tab', run: acceptCompletion },
        { key: 'Enter', run },
        { key: 'Mod-Enter', run },
        { key: 'Shift-Enter', run: insertNewlineAndIndent },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
  ]
}
