import { CircleCheck, RotateCcw, Trash2, UserCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CommentView } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  announce,
  Avatar,
  Button,
  ConfirmDialog,
  Icon,
  IconButton,
  Menu,
  type MenuAction,
  personName,
  PersonName,
  reportFailure,
} from '../../../ui/index.js';
import { CommentConversation, MessageBody } from '../../messaging/index.js';
import { AssignDialog } from './assign-dialog.js';
import { useChangeComment, useDeleteComment } from './comments-api.js';
import { CommentedWords } from './commented-words.js';

interface CommentCardProps {
  documentId: string;
  comment: CommentView;
  isActive: boolean;
  /** Its words were deleted from the text. */
  isGone: boolean;
  /** Whether this person may reply and resolve. */
  canComment: boolean;
  onOpen: () => void;
}

/** One comment: the words, who said what, and once it is open its replies. */
export function CommentCard(props: CommentCardProps) {
  const { comment, isActive, isGone, canComment, onOpen } = props;
  const t = useT();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const author = comment.root.author ?? { id: 'nobody', name: t('conversation.formerMember') };
  return (
    <article
      ref={card}
      className={`mq-comment ${isActive ? 'act' : ''} ${comment.resolved === null ? '' : 'done'}`}
      aria-label={t('comment.of', { name: personName(t, author) })}
      aria-current={isActive ? 'true' : undefined}
      data-comment-card={comment.id}
    >
      {comment.resolved !== null && <Resolved {...props} />}
      {comment.root.imported === true && <p className="mq-small mq-sec">{t('comment.imported')}</p>}
      <CommentedWords words={comment.words} isGone={isGone} />
      {isActive ? (
        <>
          <CardActs {...props} />
          <CommentConversation
            id={comment.id}
            name={t('comment.of', { name: personName(t, author) })}
            lastSeq={comment.lastSeq}
            canPost={canComment}
            canModerate={comment.mayDelete}
          />
        </>
      ) : (
        <Closed comment={comment} onOpen={onOpen} />
      )}
    </article>
  );
}

/** Only the first message, and how many follow. */
function Closed({
  comment: { root, lastSeq, assignee },
  onOpen,
}: {
  comment: CommentView;
  onOpen: () => void;
}) {
  const t = useT();
  const dates = useDates();
  const author = root.author ?? { id: 'nobody', name: t('conversation.formerMember') };
  const replies = lastSeq - 1;
  return (
    <>
      <p className="mq-comment-who">
        <Avatar person={author} size="s" isDecorative />
        <b className="mq-cut">
          <PersonName person={author} />
        </b>
        <time className="mq-small mq-sec" dateTime={root.at}>
          {dates.short(root.at)}
        </time>
      </p>
      {root.deleted === undefined ? (
        <MessageBody text={root.text} mentions={root.mentions} />
      ) : (
        <p className="mq-dis-gone">{t('message.quoteGone')}</p>
      )}
      {assignee !== null && <Assignee person={assignee} />}
      <button type="button" className="mq-comment-open" onClick={onOpen}>
        {replies > 0 ? t('comment.replies', { count: replies }) : t('comment.open')}
      </button>
    </>
  );
}

function Assignee({ person }: { person: NonNullable<CommentView['assignee']> }) {
  const t = useT();
  const isMe = useMe().person.id === person.id;
  return (
    <p className="mq-comment-assignee">
      <Icon of={UserCheck} size="s" />
      {isMe ? t('comment.assignedToMe') : t('comment.assignedTo', { name: personName(t, person) })}
    </p>
  );
}

function Resolved({ documentId, comment, canComment }: CommentCardProps) {
  const t = useT();
  const dates = useDates();
  const { mutate, isPending } = useChangeComment(documentId);
  const { resolved } = comment;
  if (resolved === null) return null;
  const by = resolved.by ?? { id: 'nobody', name: t('conversation.formerMember') };
  return (
    <p className="mq-comment-resolved">
      <Icon of={CircleCheck} size="s" />
      <span className="mq-grow">
        {t('comment.resolvedBy', { name: personName(t, by), date: dates.short(resolved.at) })}
      </span>
      {canComment && comment.mayResolve && (
        <Button
          size="s"
          variant="ghost"
          icon={RotateCcw}
          isPending={isPending}
          onPress={() =>
            mutate(
              { comment, body: { resolved: false } },
              { onSuccess: () => announce(t('comment.reopened')), onError: reportFailure },
            )
          }
        >
          {t('comment.reopen')}
        </Button>
      )}
    </p>
  );
}

/** What one does with an open comment. */
function CardActs({ documentId, comment, canComment }: CommentCardProps) {
  const t = useT();
  const change = useChangeComment(documentId);
  const [asked, setAsked] = useState<'assign' | 'delete' | null>(null);
  const assign = { id: 'assign', icon: UserCheck, label: t('comment.assign') };
  const erase = { id: 'delete', icon: Trash2, label: t('comment.delete'), danger: true, separated: true };
  const items: MenuAction[] = [
    ...(canComment ? [{ ...assign, onAction: () => setAsked('assign') }] : []),
    ...(canComment && comment.mayDelete ? [{ ...erase, onAction: () => setAsked('delete') }] : []),
  ];
  return (
    <div className="mq-comment-acts">
      {comment.assignee === null ? <span className="mq-grow" /> : <Assignee person={comment.assignee} />}
      {canComment && comment.mayResolve && comment.resolved === null && (
        <IconButton
          icon={CircleCheck}
          size="s"
          label={t('comment.resolve')}
          isDisabled={change.isPending}
          onPress={() =>
            change.mutate(
              { comment, body: { resolved: true } },
              { onSuccess: () => announce(t('comment.resolvedNow')), onError: reportFailure },
            )
          }
        />
      )}
      {items.length > 0 && <Menu label={t('comment.menu')} size="s" items={items} />}
      {asked === 'assign' && (
        <AssignDialog
          comment={comment}
          onChoose={(assigneeId) => {
            setAsked(null);
            change.mutate({ comment, body: { assigneeId } }, { onError: reportFailure });
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'delete' && (
        <DeleteDialog documentId={documentId} commentId={comment.id} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

interface DeleteDialogProps {
  documentId: string;
  commentId: string;
  onClose: () => void;
}

function DeleteDialog({ documentId, commentId, onClose }: DeleteDialogProps) {
  const t = useT();
  const remove = useDeleteComment(documentId);
  const onSuccess = (): void => {
    onClose();
    announce(t('comment.deleted'));
  };
  return (
    <ConfirmDialog
      title={t('comment.delete')}
      error={remove.error}
      isPending={remove.isPending}
      isDanger
      onConfirm={() => remove.mutate(commentId, { onSuccess })}
      onClose={onClose}
    >
      {t('comment.deleteHelp')}
    </ConfirmDialog>
  );
}
