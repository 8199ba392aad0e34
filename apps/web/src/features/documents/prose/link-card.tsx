import { Copy, ExternalLink, Pencil, Unlink } from 'lucide-react';
import { getMarkRange, type Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { Popover } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { Button, Icon, toast } from '../../../ui/index.js';

export interface LinkAtText {
  readonly href: string;
  readonly element: Element;
  /** Opened by keyboard: its first button takes the focus. */
  readonly byKeyboard: boolean;
}

export interface LinkCardProps {
  editor: Editor;
  link: LinkAtText;
  onEdit: () => void;
  onClose: () => void;
}

/** Where a link leads, and what can be done with it. A click on a link opens it; Alt+Enter where the caret is in one. */
export function LinkCard({ editor, link, onEdit, onClose }: LinkCardProps) {
  const t = useT();
  const card = useRef<HTMLDivElement>(null);
  const anchor = useRef(link.element);
  anchor.current = link.element;
  const back = (): void => {
    onClose();
    editor.commands.focus();
  };
  useCloseWithLink(editor, link, onClose);
  useEffect(() => {
    if (link.byKeyboard) requestAnimationFrame(() => card.current?.querySelector('a')?.focus());
    return onEscape(back);
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link.href);
    toast({ text: t('ui.copied') });
    back();
  };
  const remove = (): void => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onClose();
  };
  return (
    <Popover className="mq-pop" triggerRef={anchor} isOpen isNonModal placement="bottom start" offset={4}>
      <div ref={card} className="mq-link-card" role="dialog" aria-label={t('link.card')}>
        <p className="mq-cut" title={link.href}>
          {link.href}
        </p>
        <div className="mq-row mq-wrap">
          <a className="mq-btn soft s" href={link.href} target="_blank" rel="noopener noreferrer nofollow">
            <Icon of={ExternalLink} size="s" />
            {t('link.open')}
          </a>
          <Button variant="ghost" size="s" icon={Copy} onPress={() => void copy()}>
            {t('ui.copy')}
          </Button>
          <Button variant="ghost" size="s" icon={Pencil} onPress={onEdit}>
            {t('link.edit')}
          </Button>
          <Button variant="ghost" size="s" icon={Unlink} onPress={remove}>
            {t('link.remove')}
          </Button>
        </div>
      </div>
    </Popover>
  );
}

/** @returns what ends it */
function onEscape(run: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  addEventListener('keydown', onKey, true);
  return () => removeEventListener('keydown', onKey, true);
}

/** The card goes when the caret leaves the link, or a colleague takes the link away. */
function useCloseWithLink(editor: Editor, { element }: LinkAtText, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const update = (): void => {
      const { doc, selection, schema } = editor.state;
      const mark = schema.marks['link'];
      const range = mark && getMarkRange(doc.resolve(selection.from), mark);
      if (!range || selection.to > range.to || !element.isConnected) close.current();
    };
    const events = ['selectionUpdate', 'update'] as const;
    for (const event of events) editor.on(event, update);
    return () => {
      for (const event of events) editor.off(event, update);
    };
  }, [editor, element]);
}
