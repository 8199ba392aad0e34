import { useState } from 'react';
import { useNavigate } from 'react-router';
import { MAX_PARTICIPANTS, type ConversationView, type SubjectView } from '@maroquin/contracts';
import { conversationHref } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { FormDialog, Note, TextField, useAttempt } from '../../../ui/index.js';
import { SubjectField, useChosenSubjects } from '../../access/index.js';
import { useAddParticipants, useOpenConversation } from './conversations-api.js';

const NOBODY: ReadonlySet<string> = new Set();

function Unknown({ names }: { names: readonly string[] }) {
  const t = useT();
  if (names.length === 0) return null;
  return (
    <Note tone="warn" isAlert>
      <p>{t('mine.notFound', { names: names.join(', ') })}</p>
    </Note>
  );
}

/** Opens the conversation of these people, and goes to it. */
function useOpening(people: readonly SubjectView[], name: string, onClose: () => void) {
  const navigate = useNavigate();
  const [isMissing, setMissing] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const open = useOpenConversation();
  const send = async () => {
    setMissing(people.length === 0);
    if (people.length === 0) return;
    await attempt(async () => {
      const called = name === '' ? {} : { name };
      const { id } = await open.mutateAsync({ personIds: people.map((one) => one.id), ...called });
      // Closed first: an open dialog would take the focus back from the field to write in.
      onClose();
      await navigate(conversationHref(id), { state: { isNew: true } });
    });
  };
  return { isMissing, busy, error, send };
}

/** A new conversation: people first, a name only from three on. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { unknown, field } = useChosenSubjects(MAX_PARTICIPANTS - 1);
  const [name, setName] = useState('');
  const isGroup = field.chosen.length > 1;
  const { isMissing, busy, error, send } = useOpening(field.chosen, isGroup ? name.trim() : '', onClose);
  return (
    <FormDialog
      title={t('mine.new')}
      submit={t('mine.open')}
      guarded={field.chosen.length > 0}
      onClose={onClose}
      onSubmit={() => void send()}
      isPending={busy}
      error={error}
    >
      <SubjectField
        {...field}
        label={t('mine.to')}
        source="conversations"
        onlyPeople
        autoFocus
        hidden={NOBODY}
      />
      {isMissing && (
        <Note tone="warn" isAlert>
          <p>{t('mine.toNeeded')}</p>
        </Note>
      )}
      <Unknown names={unknown} />
      {isGroup && (
        <TextField
          label={t('mine.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          autoComplete="off"
        />
      )}
    </FormDialog>
  );
}

/** More people for a conversation, who will read what was written before. */
export function AddPeopleDialog({
  conversation,
  onClose,
}: {
  conversation: ConversationView;
  onClose: () => void;
}) {
  const t = useT();
  const { id, people } = conversation;
  const { unknown, field } = useChosenSubjects(MAX_PARTICIPANTS - people.length - 1);
  const { busy, error, attempt } = useAttempt();
  const add = useAddParticipants(id);
  const send = () =>
    attempt(async () => {
      await add.mutateAsync(field.chosen.map((one) => one.id));
      onClose();
    });
  return (
    <FormDialog
      title={t('mine.add')}
      submit={t('mine.addVerb')}
      guarded={field.chosen.length > 0}
      onClose={onClose}
      onSubmit={() => void send()}
      isPending={busy}
      isDisabled={field.chosen.length === 0}
      error={error}
    >
      <SubjectField
        {...field}
        label={t('mine.whom')}
        source="conversations"
        onlyPeople
        autoFocus
        hidden={new Set(people.map((one) => one.id))}
      />
      <Unknown names={unknown} />
      <Note tone="plain">
        <p>{t('mine.addWarning')}</p>
      </Note>
    </FormDialog>
  );
}
