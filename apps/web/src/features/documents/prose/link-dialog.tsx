import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { safeHref } from '@maroquin/prose';
import { useT } from '../../../i18n/index.js';
import { Button, FormDialog, TextField } from '../../../ui/index.js';

/** `exemple.fr/page` is taken as https; anything that cannot be opened safely stays refused. */
const addressOf = (typed: string): string | null => {
  const text = typed.trim();
  return (
    safeHref(text) ?? (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/u.test(text) ? safeHref(`https://${text}`) : null)
  );
};

/** `words`: the text of a link where nothing was selected; null to link what is selected. */
const setLink = (editor: Editor, href: string, words: string | null): void => {
  if (words === null) {
    editor.chain().extendMarkRange('link').setLink({ href }).run();
    return;
  }
  const marks = [{ type: 'link', attrs: { href } }];
  editor.commands.insertContent({ type: 'text', text: words === '' ? href : words, marks });
};

const linkAtCaret = (editor: Editor): { href: string; isLink: boolean; isEmpty: boolean } => {
  const href: unknown = editor.getAttributes('link')['href'];
  return {
    href: typeof href === 'string' ? href : '',
    isLink: editor.isActive('link'),
    isEmpty: editor.state.selection.empty,
  };
};

/** Puts, changes or removes the link at the caret. Mounted only while open. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT();
  const [start] = useState(() => linkAtCaret(editor));
  const [address, setAddress] = useState(start.href);
  const [text, setText] = useState('');
  const [isBad, setBad] = useState(false);
  const asksText = start.isEmpty && !start.isLink;
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const apply = (): void => {
    const href = addressOf(address);
    setBad(href === null);
    if (href === null) return;
    setLink(editor, href, asksText ? text.trim() : null);
    close();
  };
  const remove = (): void => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    close();
  };
  return (
    <FormDialog
      onClose={close}
      title={t('link.title')}
      guarded={address !== start.href || text !== ''}
      submit={t('link.apply')}
      onSubmit={apply}
      secondary={
        start.isLink && (
          <Button variant="ghost" onPress={remove}>
            {t('link.remove')}
          </Button>
        )
      }
    >
      <TextField
        label={t('link.address')}
        hint={t('link.hint')}
        value={address}
        onChange={setAddress}
        error={isBad ? t('link.bad') : null}
        inputMode="url"
        autoFocus
      />
      {asksText && <TextField label={t('link.text')} value={text} onChange={setText} />}
    </FormDialog>
  );
}
