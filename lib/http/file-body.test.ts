import { describe, expect, it } from 'vitest'
import { dispositionFileName, fileBody, isJsonBody } from './file-body'

const requestOf = (headers: Record<string, string>, body = 'a,b') =>
  new Request('http://console.example/x', { method: 'POST', body, headers })

describe('fileBody', () => {
  it.each([
    'text/csv',
    'Text/CSV; charset=windows-1252',
    'application/octet-stream',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])('takes %s as it comes', async (type) => {
    let text = ''
    for await (const chunk of fileBody(requestOf({ 'content-type': type })).chunks)
      text += new TextDecoder().decode(chunk)
    expect(text).toBe('a,b')
  })

  it.each([
    ['multipart/form-data; boundary=x', /inside a form/],
    ['text/plain', /text\/plain is not taken/],
    ['application/x-www-form-urlencoded', /is not taken/],
    ['', /no content type/],
  ])('refuses %j and says what to send', (type, message) => {
    expect(() => fileBody(requestOf({ 'content-type': type }))).toThrow(
      expect.objectContaining({ code: 'unsupported-media-type', message: expect.stringMatching(message) }),
    )
  })

  it('knows JSON by its name and nothing else', () => {
    expect(isJsonBody(requestOf({ 'content-type': 'application/json; charset=utf-8' }))).toBe(true)
    expect(isJsonBody(requestOf({ 'content-type': 'application/jsonlines' }))).toBe(false)
  })
})

describe('dispositionFileName', () => {
  it.each([
    ['attachment; filename="a b.csv"', 'a b.csv'],
    ['attachment; filename=a.csv', 'a.csv'],
    ['attachment; filename="say \\"hi\\".csv"', 'say "hi".csv'],
    ["attachment; filename=old.csv; filename*=UTF-8''S%C3%BCd.csv", 'Süd.csv'],
    ["attachment; filename=old.csv; filename*=UTF-8''%E0%A4%A", 'old.csv'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\files\\\\a.csv"', 'a.csv'],
    ['attachment; filename=""', null],
    ['attachment', null],
    ['', null],
  ])('reads %j as %j', (header, name) => {
    expect(dispositionFileName(requestOf({ 'content-disposition': header }))).toBe(name)
  })
})
