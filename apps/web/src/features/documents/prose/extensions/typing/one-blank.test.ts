import { EditorState, PluginKey, TextSelection } from '@tiptap/pm/state';
import { proseSchema } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { oneBlankPlugin, typeOverBlank } from './one-blank.js';

/** "Vu avec @Thomas ", the caret behind the blank that the menu put there. */
function chosen(): { state: EditorState; caret: number } {
  const plugin = oneBlankPlugin();
  const doc = proseSchema.node('doc', null, [
    proseSchema.node('paragraph', null, [proseSchema.text('Vu avec @Thomas et les autres')]),
  ]);
  const caret = 'Vu avec @Thomas '.length + 1;
  const state = EditorState.create({ doc, plugins: [plugin], selection: TextSelection.create(doc, caret) });
  const key = plugin.spec.key;
  if (!(key instanceof PluginKey)) throw new Error('the plugin has its key');
  return { state: state.apply(state.tr.setMeta(key, true)), caret };
}
const type = (state: EditorState, at: number, text: string) =>
  typeOverBlank(state, { from: at, to: at, text });

describe('a blank typed behind a name that was chosen', () => {
  it('is the one that stands there, once', () => {
    const { state, caret } = chosen();
    const typed = type(state, caret, ' ');
    expect(typed?.docChanged).toBe(false);
    if (typed !== null) expect(type(state.apply(typed), caret, ' ')).toBeNull();
  });

  it('is so too after somebody else wrote above meanwhile', () => {
    const { state, caret } = chosen();
    expect(type(state.apply(state.tr.insertText('Bien ', 1)), caret + 5, ' ')).not.toBeNull();
  });

  it('is a blank like any other once one wrote on, or went elsewhere', () => {
    const { state, caret } = chosen();
    expect(type(state, caret, 'e')).toBeNull();
    const written = state.apply(state.tr.insertText('x', caret));
    expect(type(written, caret + 1, ' ')).toBeNull();
    const away = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 2)));
    const back = away.apply(away.tr.setSelection(TextSelection.create(away.doc, caret)));
    expect(type(back, caret, ' ')).toBeNull();
  });
});
