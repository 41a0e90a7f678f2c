import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'

type Allowance = { pattern: RegExp; reason: string }

/** Requests that the page itself gave up: a query that nobody waits for any more, a stream closed by leaving. */
const givenUp = 'net::ERR_ABORTED'

/**
 * Listens to every page of a context. Anything a careful developer would see red or yellow in the browser's console is a
 * finding: errors, warnings, uncaught exceptions, same-origin requests that got no answer.
 */
export class ConsoleGuard {
  private readonly findings: string[] = []
  private readonly allowances: Allowance[] = []

  constructor(private readonly origin: string) {}

  /** From here on, findings that match are expected; the reason says why the product cannot avoid them. */
  allow(pattern: RegExp, reason: string): void {
    this.allowances.push({ pattern, reason })
  }

  watch(context: BrowserContext): void {
    for (const page of context.pages()) this.watchPage(page)
    context.on('page', (page) => this.watchPage(page))
  }

  /** What was found and not allowed, once each. */
  unexpected(): string[] {
    const allowed = (finding: string) => this.allowances.some(({ pattern }) => pattern.test(finding))
    return [...new Set(this.findings)].filter((finding) => !allowed(finding))
  }

  private watchPage(page: Page): void {
    page.on('console', (message) => this.onConsole(page, message))
    page.on('pageerror', (error) => this.findings.push(`uncaught at ${pathOf(page.url())}: ${error.message}`))
    page.on('requestfailed', (request) => this.onRequestFailed(request))
  }

  private onConsole(page: Page, message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    this.findings.push(`console ${message.type()} at ${pathOf(page.url())}: ${message.text()} (${pathOf(url)})`)
  }

  private onRequestFailed(request: Request): void {
    const reason = request.failure()?.errorText ?? 'no reason'
    if (reason === givenUp || !request.url().startsWith(this.origin)) return
    this.findings.push(`request failed: ${request.method()} ${pathOf(request.url())}: ${reason}`)
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}
