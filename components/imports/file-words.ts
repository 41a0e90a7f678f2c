import type { FileDelimiter, FileEncoding } from '@/lib/imports/vocabulary'

export const encodingLabels: Readonly<Record<FileEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 little-endian',
  'utf-16be': 'UTF-16 big-endian',
  'windows-1252': 'Windows-1252 (Western European)',
}

export const delimiterLabels: Readonly<Record<FileDelimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
}
