import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, photograph, Window, type WindowOptions } from './browser.js';
import { Maroquin } from './maroquin.js';
import type { Person } from './people.js';

/** What the browser journeys of one file share: one server, one browser, and windows that close after each test. */
export interface Stage {
  readonly server: Maroquin;
  readonly browser: Browser;
  /** Closed and, if the test fails, photographed by itself. */
  open(person: Person | null, options?: WindowOptions): Promise<Window>;
}

/** Call at the top of a test file. @param prepare runs once the server is there */
export function setStage(prepare: (server: Maroquin) => Promise<void> = () => Promise.resolve()): Stage {
  let server: Maroquin | undefined;
  let browser: Browser | undefined;
  const windows: Window[] = [];
  const needed = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is not set yet');
    return part;
  };
  beforeAll(async () => {
    server = await Maroquin.prepare({ env: { LOG_LEVEL: 'warn' } });
    await server.start();
    browser = await launchBrowser();
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
