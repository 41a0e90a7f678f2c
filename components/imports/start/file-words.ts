import { fileDelimiters, fileEncodings } from '@/lib/imports/vocabulary'
import { delimiterLabels, encodingLabels } from '../file-words'

export const encodingOptions = fileEncodings.map((value) => ({ value, label: encodingLabels[value] }))
export const delimiterOptions = fileDelimiters.map((value) => ({
  value,
  label: `${delimiterLabels[value]} ${value}`.trim(),
}))

/** What the dialog for choosing offers first; what a file is, its content tells. */
export const acceptedFiles = '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain'
