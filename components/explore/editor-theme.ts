import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

// Only our tokens, so that one theme serves light and dark and every contrast is one that palette.test.ts checks.
const look = EditorView.theme({
  '&': { fontSize: '0.8125rem', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.5',
    maxHeight: '12rem',
    fontFeatureSettings: '"calt" 0',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ink)', minHeight: '2rem' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 28%, transparent)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-tint)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--status-failing-tint)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    maxWidth: 'min(36rem, calc(100vw - 2rem))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: 'none', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.4' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-tint)',
    color: 'var(--ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent-text)', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--ink-muted)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-tooltip.cm-completionInfo, .cm-tooltip-hover': { padding: '6px 10px', fontSize: '0.75rem', lineHeight: '1.4' },
  '.cm-diagnostic': { padding: '4px 10px', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--status-failing)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--status-degraded)' },
})

const highlight = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-faint)' },
  { tag: tags.string, color: 'var(--status-ok-text)' },
  { tag: tags.number, color: 'var(--status-degraded-text)' },
  { tag: tags.labelName, color: 'var(--status-starting-text)' },
  { tag: [tags.function(tags.variableName), tags.operatorKeyword], color: 'var(--accent-text)', fontWeight: '600' },
  { tag: [tags.modifier, tags.logicOperator], color: 'var(--status-paused-text)' },
  { tag: tags.variableName, color: 'var(--ink)' },
  {
    tag: [tags.operator, tags.arithmeticOperator, tags.paren, tags.squareBracket, tags.brace],
    color: 'var(--ink-muted)',
  },
  { tag: tags.invalid, color: 'var(--status-failing-text)' },
])

export const editorTheme = [look, syntaxHighlighting(highlight)]
