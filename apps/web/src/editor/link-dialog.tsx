import type { Editor } from '@tiptap/core';
import { useId, useState, type FormEvent } from 'react';
import { safeHref } from '@maroquin/prose';
import { useT } from '../i18n/index.js';
import { Button, Dialog, TextField } from '../ui/index.js';

/** `exemple.fr/page` is taken as https; anything that cannot be opened safely stays refused. */
const addressOf = (typed: string): string | null => {
  const text = typed.trim();
  return safeHref(text) ?? (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/u.test(text) ? safeHref(`https://${text}`) : null);
};

/** Puts, changes or removes the link at the caret. Mounted only while open. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT();
  const form = useId();
  const [start] = useState(() => {
    const href: unknown = editor.getAttributes('link')['href'];
    return { href: typeof href === 'string' ? href : '', isLink: editor.isActive('link'), isEmpty: editor.state.selection.empty };
  });
  const [address, setAddress] = useState(start.href);
  const [text, setText] = useState('');
  const [isBad, setBad] = useState(false);
  const asksText = start.isEmpty && !start.isLink;
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const href = addressOf(address);
    setBad(href === null);
    if (href === null) return;
    if (asksText) {
      const words = text.trim() === '' ? href : text.trim();
      editor.commands.insertContent({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] });
    } else {
      editor.chain().extendMarkRange('link').setLink({ href }).run();
    }
    close();
  };
  const remove = (): void => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    close();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('link.title')}
      guarded={address !== start.href || text !== ''}
      footer={
        <>
          {start.isLink && (
            <Button variant="ghost" onPress={remove}>
              {t('link.remove')}
            </Button>
          )}
          <Button type="submit" form={form} variant="primary">
            {t('link.apply')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={apply} className="mq-stack">
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
      </form>
    </Dialog>
  );
}
