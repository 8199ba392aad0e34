import {
  Bookmark,
  Copy,
  Ellipsis,
  MailOpen,
  MessageSquareReply,
  Pencil,
  Pin,
  PinOff,
  SmilePlus,
  TextQuote,
  Trash2,
} from 'lucide-react';
import type { MessageView } from '@maroquin/contracts';
import { useState } from 'react';
import { useDates, useT } from '../../../i18n/index.js';
import { IconButton, Menu, type MenuAction, personName, toast } from '../../../ui/index.js';
import { saidIn } from './mentions.js';
import { useMessageActs } from './message-acts.js';
import { SignPicker } from './sign-picker.js';

interface MessageBarProps {
  message: MessageView;
  onBusy: (isBusy: boolean) => void;
}
/** What one can do with the message under the pointer, or the one that has the focus. */
export function MessageBar({ message, onBusy }: MessageBarProps) {
  const t = useT();
  const dates = useDates();
  const acts = useMessageActs();
  const [menuIsOpen, setMenuOpen] = useState(false);
  const name = message.author === null ? t('conversation.formerMember') : personName(t, message.author);
  const openMenu = (isOpen: boolean): void => {
    setMenuOpen(isOpen);
    onBusy(isOpen);
  };
  return (
    <div
      className="mq-dis-bar"
      role="group"
      aria-label={t('message.actions', { name, time: dates.time(message.at) })}
    >
      {acts.channel.canPost && <Answers message={message} onBusy={onBusy} />}
      {acts.mayEdit(message) && (
        <IconButton
          icon={Pencil}
          label={t('message.edit')}
          size="s"
          onPress={() => acts.editing.set(message.seq)}
        />
      )}
      <Menu
        label={t('message.more')}
        items={useItems(message)}
        isOpen={menuIsOpen}
        onOpenChange={openMenu}
        trigger={<IconButton icon={Ellipsis} label={t('message.more')} size="s" />}
      />
    </div>
  );
}

/** To react to a message, reply to it or quote it: for those who may write here. */
function Answers({ message, onBusy }: MessageBarProps) {
  const t = useT();
  const acts = useMessageActs();
  return (
    <>
      <SignPicker
        label={t('message.react')}
        trigger={<IconButton icon={SmilePlus} label={t('message.react')} size="s" />}
        onPick={(sign) => acts.react(message, sign)}
        onOpenChange={onBusy}
      />
      {acts.openThread !== null && (
        <IconButton
          icon={MessageSquareReply}
          label={t('thread.reply')}
          size="s"
          onPress={() => acts.openThread?.(message.seq)}
        />
      )}
      <IconButton
        icon={TextQuote}
        label={t('message.quote')}
        size="s"
        onPress={() => acts.quoting.set(message)}
      />
    </>
  );
}

function useItems(message: MessageView): readonly MenuAction[] {
  const t = useT();
  const acts = useMessageActs();
  const isPinned = message.pinned !== undefined;
  const copy = (): void =>
    void navigator.clipboard.writeText(saidIn(message)).then(() => toast({ text: t('ui.copied') }));
  return [
    ...(acts.channel.canPost
      ? [
          {
            ...{ id: 'pin', label: t(isPinned ? 'message.unpin' : 'message.pin') },
            ...{ icon: isPinned ? PinOff : Pin, onAction: () => acts.pin(message, !isPinned) },
          },
        ]
      : []),
    { id: 'save', label: t('message.saveIt'), icon: Bookmark, onAction: () => acts.save(message) },
    {
      ...{ id: 'unread', label: t('message.markUnread'), icon: MailOpen },
      onAction: () => acts.markUnread(message),
    },
    { id: 'copy', label: t('conversation.copy'), icon: Copy, onAction: copy },
    ...(acts.mayDelete(message)
      ? [
          {
            ...{ id: 'delete', label: t('message.delete'), icon: Trash2, danger: true, separated: true },
            onAction: () => acts.remove(message),
          },
        ]
      : []),
  ];
}
