import { Extension } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import { yCursorPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type { HueBook } from '../../writing/hues.js';
import type { PresentPerson } from '../../writing/presence.js';

/** What the caret needs of a user; checked here because it comes from other people's clients. */
const personOf = (user: unknown): PresentPerson => {
  const record: Record<string, unknown> = typeof user === 'object' && user !== null ? { ...user } : {};
  const { id, name } = record;
  return { id: typeof id === 'string' ? id : '', name: typeof name === 'string' ? name : '' };
};

/** Room, in pixels, that a flag needs above the line and to its right. */
const FLAG_ROOM = 28;

/** "Nadia Belkacem" → "Nadia": the flag is short, the avatars in the header give the whole name. */
const firstName = (name: string): string => name.split(/\s+/u)[0] ?? name;

/**
 * A colleague's caret: 2 px in their hue, with a flag that shows for 2 s after each movement and on hover.
 * A new element is made at each movement, so CSS alone starts the two seconds again. Hidden from screen readers.
 */
const caretOf = (user: unknown, hues: HueBook): HTMLElement => {
  const person = personOf(user);
  const caret = document.createElement('span');
  caret.className = `mq-caret hue-${String(hues.of(person.id))}`;
  caret.setAttribute('aria-hidden', 'true');
  const flag = document.createElement('span');
  flag.className = 'flag';
  flag.textContent = firstName(person.name);
  // Word joiners: the caret must neither break a word nor be a place to break a line.
  caret.append('\u2060', flag, '\u2060');
  requestAnimationFrame(() => {
    const sheet = caret.closest('.mq-sheet')?.getBoundingClientRect();
    const at = caret.getBoundingClientRect();
    if (sheet === undefined) return;
    caret.classList.toggle('below', at.top - sheet.top < FLAG_ROOM);
    caret.classList.toggle('flip', at.left + flag.offsetWidth > sheet.right - FLAG_ROOM / 2);
  });
  return caret;
};

export const Carets = Extension.create<{ awareness: Awareness | null; hues: HueBook | null }>({
  name: 'carets',
  priority: 999,
  addOptions: () => ({ awareness: null, hues: null }),
  addProseMirrorPlugins() {
    const { awareness, hues } = this.options;
    if (awareness === null || hues === null) return [];
    const plugin = yCursorPlugin(awareness, {
      cursorBuilder: (user: unknown) => caretOf(user, hues),
      selectionBuilder: (user: unknown) => ({
        class: `mq-far-selection hue-${String(hues.of(personOf(user).id))}`,
      }),
    }) as Plugin;
    return [plugin];
  },
});
