import { useEffect, useRef, useState } from 'react';
import type { CreateComment } from '@maroquin/contracts';
import { newKey } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, useStore } from '../../../ui/index.js';
import { MentionField } from '../../messaging/index.js';
import { createComment, useRefreshComments } from './comments-api.js';
import type { DocumentComments } from './document-comments.js';
import { CommentedWords } from './commented-words.js';
import type { SelectedWords } from './selected-words.js';

interface CommentDraftProps {
  documentId: string;
  comments: DocumentComments;
  /** Resolves once what was written in the text before is committed. */
  whenSaved: () => Promise<void>;
}

/** What one says about the selected words, until it is committed. */
export function CommentDraft(props: CommentDraftProps) {
  const { documentId, comments } = props;
  const t = useT();
  const selected = useStore(comments.draft);
  const { text, setText, isSending, error, close, send } = useCommentDraft(props, selected);
  if (selected === null) return null;
  return (
    <section
      className="mq-comment act"
      aria-label={t('comment.new')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <CommentedWords words={selected.words} />
      {error !== null && <ErrorNote error={error} />}
      <MentionField
        conversationId={documentId}
        label={t('comment.label')}
        placeholder={t('comment.placeholder')}
        value={text}
        onChange={setText}
        onSubmit={(said) => void send(said)}
        actions={(submit) => (
          <>
            <Button size="s" variant="ghost" onPress={close}>
              {t('ui.cancel')}
            </Button>
            <Button size="s" variant="primary" isPending={isSending} onPress={submit}>
              {t('comment.send')}
            </Button>
          </>
        )}
      />
    </section>
  );
}

/** What is written about the selected words, sending it, and leaving it. */
function useCommentDraft(
  { documentId, comments, whenSaved }: CommentDraftProps,
  selected: SelectedWords | null,
) {
  const t = useT();
  const refresh = useRefreshComments(documentId);
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The same attempt, sent again after a lost answer, must not comment twice.
  const attempt = useRef<{ body: string; key: string } | null>(null);
  useEffect(() => setError(null), [selected]);
  const close = (): void => {
    comments.draft.set(null);
    setText('');
    comments.text?.focus();
  };
  const send = async (said: string): Promise<void> => {
    if (selected === null || said.trim() === '' || isSending) return;
    setSending(true);
    setError(null);
    try {
      await whenSaved();
      const body: CreateComment = { ...selected, text: said };
      const { id } = await createComment(documentId, body, keyFor(attempt, JSON.stringify(body)));
      await refresh();
      setText('');
      comments.draft.set(null);
      comments.active.set(id);
      announce(t('comment.placed'));
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return { text, setText, isSending, error, close, send };
}

const keyFor = (attempt: React.RefObject<{ body: string; key: string } | null>, body: string): string => {
  if (attempt.current?.body !== body) attempt.current = { body, key: newKey() };
  return attempt.current.key;
};
