import type { Locator, Page } from 'playwright-core';
import { pause, until } from './until.js';

/** Between two words, ms: most follow each other, then one thinks. */
const BREATHS_MS = [20, 60, 900, 40];

export interface Writing {
  readonly written: readonly string[];
  stop(): Promise<void>;
  shownAsSaved(): Promise<string[]>;
}

/** An open document as the person in front of it sees it. */
export class DocumentWindow {
  readonly text: Locator;

  constructor(readonly page: Page) {
    this.text = page.getByRole('textbox', { name: /^Texte d(u document|e la note)$/ });
  }

  async open(documentId: string): Promise<void> {
    await this.page.goto(`/d/${documentId}`);
    await this.ready();
  }

  /** The text is here and may be written in. */
  async ready(): Promise<void> {
    await this.text.waitFor();
    await this.saved();
  }

  /** A line that says where one's own changes are. */
  says(words: string | RegExp): Locator {
    return this.page.locator('[data-save]').filter({ hasText: words });
  }

  /** The line says that everything is committed. */
  saved(): Promise<void> {
    return this.says(/^Enregistré$/).waitFor();
  }

  /** Goes to the end of the text and writes there. */
  async write(words: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(words);
  }

  /** Closes the tab at once, as a browser that is killed does, after what was typed has reached the disk. */
  async leave(): Promise<void> {
    await this.page.evaluate(ON_DISK);
    await this.page.close({ runBeforeUnload: false });
  }

  /** Waits until these words stand in the text. */
  reads(words: string): Promise<void> {
    return this.text.filter({ hasText: words }).waitFor();
  }

  /** The words of the text, without the carets of the others that stand in it. */
  content(): Promise<string> {
    return this.page.evaluate<string>(CONTENT);
  }

  /**
   * Writes on and on, as people do: a word, a breath. In a paragraph of one's own, at the top or at the end of the text.
   * What the person could count on is noted: what stood there when the line last turned to "Enregistré".
   */
  writeOn(prefix: string, where: 'top' | 'end'): Writing {
    const written: string[] = [];
    const { page } = this;
    let stopped = false;
    const work = (async () => {
      await page.evaluate(WATCH_SAVE_LINE);
      await this.beginParagraph(where);
      while (!stopped) {
        const word = `${prefix}${String(written.length + 1)}.`;
        await page.keyboard.type(` ${word}`, { delay: 10 });
        written.push(word);
        await pause(BREATHS_MS[written.length % BREATHS_MS.length] ?? 0);
      }
    })();
    return {
      written,
      stop: async () => {
        stopped = true;
        await work;
      },
      shownAsSaved: async () => {
        const saved = await page.evaluate<string>('globalThis.lastSavedText ?? ""');
        return written.filter((word) => saved.includes(word));
      },
    };
  }

  /**
   * After the first paragraph, or after the last one. The editor acts where it knows the caret to be, and in a busy page
   * it hears of a caret that the browser moved only after the keys that follow.
   */
  private async beginParagraph(where: 'top' | 'end'): Promise<void> {
    const { page, text } = this;
    const keys = where === 'end' ? ['Control+End'] : ['Control+Home', 'End'];
    await text.focus();
    await until(async () => {
      for (const key of keys) await page.keyboard.press(key);
      return page.evaluate<boolean>(caretEnds(where === 'end' ? -1 : 0));
    }, `the editor has the caret at the ${where}`);
    await page.keyboard.press('Enter');
  }

  /** Everybody reads the same. */
  async agreesWith(other: DocumentWindow): Promise<void> {
    await until(
      async () => (await this.content()) === (await other.content()),
      'both windows show the same text',
    );
  }
}

/**
 * In the page: remembers the text of the document at each moment at which the save line turns to "saved". At that moment
 * no local change waits, so every word in it has been promised.
 */
const WATCH_SAVE_LINE = `(() => {
  const state = () => document.querySelector('[data-save]')?.getAttribute('data-save');
  let before = state();
  new MutationObserver(() => {
    const now = state();
    if (now === 'saved' && before !== 'saved')
      globalThis.lastSavedText = document.querySelector('[role=textbox][aria-multiline]')?.textContent ?? '';
    before = now;
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-save'] });
})()`;

/** In the page: whether the caret that the editor knows of is at the end of this paragraph of the text. */
const caretEnds = (paragraph: number): string => `(() => {
  const { $head } = document.querySelector('[role=textbox][aria-multiline]').editor.state.selection;
  return $head.node(0).content.content.at(${String(paragraph)}) === $head.node(1) && $head.parentOffset === $head.parent.content.size;
})()`;

const CONTENT = `(() => {
  const copy = document.querySelector('[role=textbox][aria-multiline]').cloneNode(true);
  for (const caret of copy.querySelectorAll('.mq-caret')) caret.remove();
  return copy.textContent;
})()`;

/** Transactions that write to one store go one after the other: once this one is through, those before it are (IndexedDB 3.0 §2.7.2). */
const ON_DISK = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('maroquin-collab');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('updates', 'readwrite');
    transaction.objectStore('updates').count();
    transaction.onabort = () => reject(transaction.error);
    transaction.oncomplete = () => {
      opening.result.close();
      resolve();
    };
  };
})`;
