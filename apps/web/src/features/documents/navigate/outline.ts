import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { headingAt, headingsOf, sameHeadings } from './headings.js';
import type { DocumentNavigation } from './navigation.js';

/** Publishes the headings of the text, and the one above the caret, for what is shown beside the text. */
export const Outline = Extension.create<{ navigation: DocumentNavigation | null }>({
  name: 'outline',
  addOptions: () => ({ navigation: null }),
  addProseMirrorPlugins() {
    const { navigation } = this.options;
    return navigation === null ? [] : [new Plugin({ view: (view) => follow(view, navigation) })];
  },
});

/** Titles are read again once one pauses: a long text is walked through for them. */
const READ_AFTER_MS = 200;

function follow(view: EditorView, navigation: DocumentNavigation) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = (): void => {
    timer = undefined;
    const found = headingsOf(view.state.doc);
    if (!sameHeadings(found, navigation.headings.get())) navigation.headings.set(found);
    const index = headingAt(found, view.state.selection.from);
    if (index !== navigation.heading.get()) navigation.heading.set(index);
  };
  const goTo = (index: number): void => show(view, index);
  navigation.goTo = goTo;
  read();
  return {
    update: () => {
      timer ??= setTimeout(read, READ_AFTER_MS);
    },
    destroy: () => {
      clearTimeout(timer);
      if (navigation.goTo === goTo) navigation.goTo = null;
    },
  };
}

function show(view: EditorView, index: number): void {
  const heading = headingsOf(view.state.doc)[index];
  if (heading === undefined) return;
  const { position } = heading;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, position + 1)));
  view.focus();
  const element = view.nodeDOM(position);
  if (element instanceof Element) element.scrollIntoView({ block: 'start' });
}
