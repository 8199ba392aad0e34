import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Maroquin } from './maroquin.js';
import type { Person } from './people.js';

const SESSION_DAYS = 1;

const WHOLE = '/usr/bin/chromium';
/** The same engine of the same version without the window around a page, which nobody sees here: a third less work. */
const SHELL = '/usr/bin/chromium-headless-shell';

/**
 * The real browser of the machine: CHROMIUM, or Debian's package.
 * @param classicBars scroll bars that take room, as on Windows; otherwise none are drawn
 * @param whole with what belongs to no page: notifications
 */
export function launchBrowser({ classicBars = false, whole = false } = {}): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? (!whole && existsSync(SHELL) ? SHELL : WHOLE);
  if (!existsSync(executablePath))
    throw new Error('Chromium is not installed: run npm run setup, or set CHROMIUM');
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    ...(classicBars ? { ignoreDefaultArgs: ['--hide-scrollbars'] } : {}),
    // Chromium's sandbox refuses to run as root; everybody else keeps it.
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      ...(classicBars ? ['--disable-features=OverlayScrollbar'] : []),
    ],
  });
}

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** With the service worker. */
  readonly worker?: boolean;
  /** The address of the proxy through which everything goes. */
  readonly proxy?: string;
}

/** One person's browser window, and what went wrong in it. */
export class Window {
  /** Errors that scripts did not catch, and what the content policy blocked, on any of its pages. */
  readonly errors: string[] = [];
  /** Addresses outside the instance that the page asked for: none is expected. */
  readonly foreign: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    context.on('weberror', (thrown) => {
      const error = thrown.error();
      this.errors.push(error.stack ?? error.message);
    });
    context.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) this.errors.push(message.text());
    });
    context.on('request', (request) => {
      const address = request.url();
      if (/^(?:https?|wss?):/.test(address) && new URL(address).host !== new URL(url).host)
        this.foreign.push(address);
    });
  }

  /** `person` null: nobody is signed in. */
  static async open(
    browser: Browser,
    server: Maroquin,
    person: Person | null,
    { width = 1280, height = 800, dark = false, worker = false, proxy }: WindowOptions = {},
  ): Promise<Window> {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      // Beside the pages of a test nothing else shall answer, unless it is about just that.
      serviceWorkers: worker ? 'allow' : 'block',
      // Browsers go to this machine directly, unless they are told not to.
      ...(proxy === undefined ? {} : { proxy: { server: proxy, bypass: '<-loopback>' } }),
    });
    context.setDefaultTimeout(20_000);
    if (person !== null) await context.addCookies([sessionCookie(server, person)]);
    return new Window(context, await context.newPage(), server.url);
  }

  /** Leaves a mark that only this very page carries: gone after any reload. */
  async mark(): Promise<void> {
    await this.page.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }));
  }

  async isMarked(): Promise<boolean> {
    return this.page.evaluate(() => 'stillTheSamePage' in globalThis);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** After a failed test: what each window showed, as pictures in the folder that SCREENSHOTS names. */
export async function photograph(name: string, windows: readonly (Window | undefined)[]): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  const file = name
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .slice(-60);
  for (const [index, window] of windows.entries())
    await window?.page
      .screenshot({ path: join(folder, `${file}-${String(index + 1)}.png`), timeout: 5_000 })
      .catch(() => undefined);
}

function sessionCookie(server: Maroquin, { http: { credentials } }: Person) {
  if (credentials === null || !('cookie' in credentials)) throw new Error('a window needs a browser session');
  const [name = '', value = ''] = credentials.cookie.split('=');
  return {
    name,
    value,
    domain: new URL(server.url).hostname,
    path: '/',
    expires: Math.floor(Date.now() / 1000) + SESSION_DAYS * 86_400,
    httpOnly: true,
    secure: true,
    sameSite: 'Lax' as const,
  };
}
