import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, photograph, Window, type WindowOptions } from './browser.js';
import { freePort, Maroquin } from './maroquin.js';
import type { Person } from './people.js';

/** What the browser journeys of one file share: one server, one browser, and windows that close after each test. */
export interface Stage {
  readonly server: Maroquin;
  readonly browser: Browser;
  /** Closed and, if the test fails, photographed by itself. */
  open(person: Person | null, options?: WindowOptions): Promise<Window>;
}

/**
 * Call at the top of a test file.
 * @param prepare runs once the server is there
 * @param browserOptions as `launchBrowser` takes them
 * @param surround runs before it starts, with its public address: further variables of its environment
 */
export function setStage(
  prepare: (server: Maroquin) => Promise<void> = () => Promise.resolve(),
  surround: (publicUrl: string) => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({}),
  browserOptions: Parameters<typeof launchBrowser>[0] = {},
): Stage {
  let server: Maroquin | undefined;
  let browser: Browser | undefined;
  const windows: Window[] = [];
  const needed = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is not set yet');
    return part;
  };
  beforeAll(async () => {
    const port = await freePort();
    const more = await surround(`http://localhost:${String(port)}`);
    server = await Maroquin.prepare({ env: { LOG_LEVEL: 'warn', ...more } }, port);
    await server.start();
    browser = await launchBrowser(browserOptions);
    await prepare(server);
  });
  afterEach(async ({ task }) => {
    const open = windows.splice(0);
    if (task.result?.state === 'fail') await photograph(task.name, open);
    for (const window of open) await window.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.dispose();
  });
  return {
    get server() {
      return needed(server);
    },
    get browser() {
      return needed(browser);
    },
    open: async (person, options = {}) => {
      const window = await Window.open(needed(browser), needed(server), person, options);
      windows.push(window);
      return window;
    },
  };
}
