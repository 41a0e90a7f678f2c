import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'

vi.mock('next-auth', () => ({ default: async (request: Request) => new Response(await request.text()) }))
vi.mock('@/lib/auth/options', () => ({ authOptions: () => ({}) }))
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => null }))
vi.mock('@/lib/log/log', () => ({ log: () => ({ info: () => {}, error: () => {}, warn: () => {} }) }))

const { GET, POST } = await import('./route')
const context = { params: Promise.resolve({ nextauth: ['callback', 'credentials'] }) }
const address = 'http://console/api/auth/callback/credentials'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('sign-in', () => {
  it('reads no more than a pass phrase can be long, from whoever sends without an end', async () => {
    let sentKilobytes = 0
    let stopped = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sentKilobytes += 1
        if (sentKilobytes > 1000) controller.close()
        else controller.enqueue(new Uint8Array(1024))
      },
      cancel() {
        stopped = true
      },
    })
    const sent = { method: 'POST', body: endless, headers: form, duplex: 'half' } as const
    const response = await POST(new NextRequest(address, sent), context)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'payload-too-large' })
    expect(sentKilobytes).toBeLessThan(20)
    expect(stopped).toBe(true)
  })

  it('hands on what was sent', async () => {
    const body = `email=a%40b.example&password=${'x'.repeat(1024)}`
    const response = await POST(new NextRequest(address, { method: 'POST', body, headers: form }), context)
    expect(await response.text()).toBe(body)
    expect((await GET(new NextRequest('http://console/api/auth/session'), context)).status).toBe(200)
  })
})
