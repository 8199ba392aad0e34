import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from 'y-prosemirror';
import { SETTLES } from './suggesting.js';

interface SelectOnlyOptions {
  /** Whether this person may change the text. */
  readonly mayWrite: () => boolean;
}

/**
 * For who may comment and not write: the caret goes through the text and selects words, by keyboard as well, and nothing
 * that is typed, pasted or dropped changes a letter. What colleagues write arrives as ever, and who reads for a while may
 * still accept and reject what others suggest.
 */
export const SelectOnly = Extension.create<SelectOnlyOptions>({
  name: 'selectOnly',
  priority: 2000,
  addOptions: () => ({ mayWrite: () => true }),
  addProseMirrorPlugins() {
    const { mayWrite } = this.options;
    const refuse = (_view: unknown, event: Event): boolean => {
      if (mayWrite()) return false;
      event.preventDefault();
      return true;
    };
    return [
      new Plugin({
        filterTransaction: (tr) =>
          !tr.docChanged ||
          mayWrite() ||
          tr.getMeta(ySyncPluginKey) !== undefined ||
          tr.getMeta(SETTLES) !== undefined,
        props: {
          handleDOMEvents: {
            // Left to the browser, which moves the caret and lets Tab go on.
            keydown: () => !mayWrite(),
            beforeinput: refuse,
            paste: refuse,
            cut: refuse,
            drop: refuse,
          },
        },
      }),
    ];
  },
});
