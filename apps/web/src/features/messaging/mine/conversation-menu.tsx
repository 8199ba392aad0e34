import { LogOut, Pencil, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConversationView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { ConfirmDialog, Menu, NameDialog } from '../../../ui/index.js';
import { useLeaveConversation, useParticipants, useRenameConversation } from './conversations-api.js';
import { conversationName } from './conversation-words.js';
import { AddPeopleDialog } from './people-dialog.js';

/** What can be done with a conversation of several people: one of two stays as it is. */
export function ConversationMenu({ conversation }: { conversation: ConversationView }) {
  const t = useT();
  const { id, kind, name } = conversation;
  const participants = useParticipants(id, kind === 'direct');
  const [open, setOpen] = useState<'add' | 'rename' | 'leave' | null>(null);
  const close = (): void => setOpen(null);
  const rename = useRenameConversation(id);
  if (participants.data?.canChange !== true) return null;
  return (
    <>
      <Menu
        label={t('mine.menu', { name: conversationName(conversation, t) })}
        items={[
          { id: 'add', icon: UserPlus, label: t('mine.add'), onAction: () => setOpen('add') },
          { id: 'rename', icon: Pencil, label: t('mine.rename'), onAction: () => setOpen('rename') },
          {
            ...{ id: 'leave', icon: LogOut, label: t('mine.leave'), danger: true, separated: true },
            onAction: () => setOpen('leave'),
          },
        ]}
      />
      {open === 'add' && <AddPeopleDialog conversation={conversation} onClose={close} />}
      {open === 'rename' && (
        <NameDialog
          title={t('mine.rename')}
          label={t('mine.nameLabel')}
          submit={t('mine.rename')}
          initial={name}
          onSubmit={(wanted) => rename.mutateAsync(wanted)}
          onClose={close}
        />
      )}
      {open === 'leave' && <LeaveDialog conversation={conversation} onClose={close} />}
    </>
  );
}

function LeaveDialog({ conversation, onClose }: { conversation: ConversationView; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const leave = useLeaveConversation(conversation.id);
  // The dialog is gone by then: its conversation is no longer in the list. What was refused is shown in it.
  const go = () =>
    leave.mutateAsync(undefined).then(
      () => navigate('/messages'),
      () => undefined,
    );
  return (
    <ConfirmDialog
      title={t('mine.leave')}
      subtitle={conversationName(conversation, t)}
      isDanger
      isPending={leave.isPending}
      error={leave.error}
      onClose={onClose}
      onConfirm={() => void go()}
    >
      {t('mine.leaveText')}
    </ConfirmDialog>
  );
}
