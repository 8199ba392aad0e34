import type { NodeView, EditorView } from '@tiptap/pm/view';
import { CONTENTS_DEPTH } from '@maroquin/prose';
import { type Heading, headingsOf, withNumbers } from '../../navigate/headings.js';
import type { DocumentNavigation } from '../../navigate/navigation.js';

export interface ContentsWords {
  readonly title: string;
  readonly none: string;
}

/** The table of contents: what the titles say now. It holds nothing of its own, so that it is never out of date. */
export class ContentsView implements NodeView {
  readonly dom = document.createElement('nav');
  private readonly stops: (() => unknown)[] = [];

  /** @param navigation null: the text does not change, and nothing is gone to */
  constructor(
    view: EditorView,
    private readonly words: ContentsWords,
    private readonly navigation: DocumentNavigation | null,
  ) {
    this.dom.className = 'mq-contents';
    this.dom.setAttribute('aria-label', words.title);
    this.dom.contentEditable = 'false';
    this.draw(headingsOf(view.state.doc));
    if (navigation === null) return;
    const again = (): void => this.draw(navigation.headings.get());
    this.stops.push(navigation.headings.subscribe(again), navigation.numbered.subscribe(again));
  }

  stopEvent = (event: Event): boolean => event.target instanceof HTMLButtonElement;
  ignoreMutation = (): boolean => true;
  destroy = (): void => this.stops.forEach((stop) => stop());

  private draw(headings: readonly Heading[]): void {
    const title = document.createElement('p');
    title.textContent = this.words.title;
    const list = document.createElement('ol');
    const areNumbered = this.navigation?.numbered.get() ?? false;
    for (const [index, { level, text }] of withNumbers(headings, areNumbered).entries())
      if (level <= CONTENTS_DEPTH) list.append(this.line(index, level, text));
    const none = document.createElement('p');
    none.className = 'none';
    none.textContent = this.words.none;
    this.dom.replaceChildren(title, list.childElementCount === 0 ? none : list);
  }

  private line(index: number, level: number, text: string): HTMLElement {
    const item = document.createElement('li');
    item.dataset['level'] = String(level);
    const { navigation } = this;
    const words = document.createElement(navigation === null ? 'span' : 'button');
    words.textContent = text;
    if (words instanceof HTMLButtonElement) {
      words.type = 'button';
      words.addEventListener('click', () => navigation?.goTo?.(index));
    }
    item.append(words);
    return item;
  }
}
