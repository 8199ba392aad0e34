import { pdf } from '@maroquin/testing';
import { launchBrowser, Window } from '../../test/support/browser.js';
import type { Maroquin } from '../../test/support/maroquin.js';
import type { Person } from '../../test/support/people.js';
import { upload } from '../../test/support/uploads.js';
import { z } from 'zod';

const PAGES = 200;
const TRIES = 5;

/** Milliseconds since the navigation began, once the text of the first page is painted. */
const PAINTED = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('.textLayer')?.textContent.includes('Page 1 '))
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** How long a person waits for the first page of a long PDF, ms: each time it is opened, in a window of its own. */
export async function firstPages(server: Maroquin, person: Person): Promise<number[]> {
  const parentId = await person.http.create('/spaces', { name: 'Rapports' });
  const text = 'Les collectivités territoriales concourent avec l’État à l’administration du territoire.';
  const bytes = pdf(Array.from({ length: PAGES }, (_, n) => `Page ${String(n + 1)} ${text}`));
  const id = await upload(person.http, bytes, { filename: 'Rapport.pdf', parentId });
  const browser = await launchBrowser();
  try {
    const took: number[] = [];
    for (let n = 0; n < TRIES; n += 1) {
      const window = await Window.open(browser, server, person);
      await window.page.goto(`${server.url}/fichier/${id}`, { waitUntil: 'commit' });
      took.push(z.number().parse(await window.page.evaluate(PAINTED)));
      await window.close();
    }
    return took;
  } finally {
    await browser.close();
  }
}
