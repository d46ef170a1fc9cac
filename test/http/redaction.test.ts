import { describe, expect, it } from 'vitest'
import { redact } from '../../electron/http/redaction.ts'

describe('redact', () => {
  it.each([
    ['the secret itself', 'token abc123 is wrong', ['abc123'], 'token [redacted] is wrong'],
    ['a bearer header', 'authorization: Bearer xyz.abc', [], 'authorization: Bearer [redacted]'],
    ['new tokens', 'got ntn_1234567890abcdef!', [], 'got [redacted]!'],
    ['old tokens', '"secret_abcdefGHIJ"', [], '"[redacted]"'],
    ['nothing else', 'secret_ santa and an empty secret', [''], 'secret_ santa and an empty secret'],
  ])('takes out %s', (_what, text, secrets, expected) => {
    expect(redact(text, secrets)).toBe(expected)
  })

  it('takes out the longer of two secrets that begin alike', () => {
    expect(redact('abcdef', ['abc', 'abcdef'])).toBe('[redacted]')
  })
})
