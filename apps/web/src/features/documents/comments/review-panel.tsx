import { ChevronDown, ChevronUp } from 'lucide-react';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, IconButton, SelectField, Skeleton, useStore } from '../../../ui/index.js';
import { CommentCard } from './comment-card.js';
import { CommentDraft } from './comment-draft.js';
import { COMMENT_FILTERS, type DocumentComments } from './document-comments.js';
import { useInOrder, useSteps } from './use-in-order.js';
import './comments.css';

export interface ReviewPanelProps {
  documentId: string;
  comments: DocumentComments;
  canComment: boolean;
  error: unknown;
  whenSaved: () => Promise<void>;
}

/** The comments of a document in the order of its text. */
export function ReviewPanel({ documentId, comments, canComment, error, whenSaved }: ReviewPanelProps) {
  const t = useT();
  const filter = useStore(comments.filter);
  const known = useStore(comments.known);
  const active = useStore(comments.active);
  const isDrafting = useStore(comments.draft) !== null;
  const { list, placed } = useInOrder(comments);
  const steps = useSteps(comments, list);
  if (known === null)
    return (
      <div className="mq-pad">
        {error === null ? <Skeleton rows={3} label={t('comment.loading')} /> : <ErrorNote error={error} />}
      </div>
    );
  return (
    <>
      <div className="mq-comments-walk">
        <SelectField
          label={t('comment.filter')}
          value={filter}
          options={COMMENT_FILTERS.map((id) => ({ id, label: t(`comment.filter.${id}`) }))}
          onChange={(next) => comments.filter.set(next ?? 'open')}
        />
        <span className="mq-small mq-sec" role="status">
          {t('comment.count', { count: list.length })}
        </span>
        <IconButton
          icon={ChevronUp}
          size="s"
          label={t('comment.previous')}
          keys={t('comment.previousKeys')}
          isDisabled={list.length === 0}
          onPress={() => steps(-1)}
        />
        <IconButton
          icon={ChevronDown}
          size="s"
          label={t('comment.next')}
          keys={t('comment.nextKeys')}
          isDisabled={list.length === 0}
          onPress={() => steps(1)}
        />
      </div>
      <div className="mq-comments mq-scroll" role="region" aria-label={t('comment.list')} tabIndex={0}>
        <CommentDraft documentId={documentId} comments={comments} whenSaved={whenSaved} />
        {list.length === 0 && !isDrafting && (
          <p className="mq-comments-none">
            {known.size > 0
              ? t('comment.noneShown')
              : canComment
                ? t('comment.none')
                : t('comment.noneReader')}
          </p>
        )}
        {list.map((comment) => (
          <CommentCard
            key={comment.id}
            documentId={documentId}
            comment={comment}
            isActive={comment.id === active}
            isGone={!placed.has(comment.id)}
            canComment={canComment}
            onOpen={() => {
              comments.active.set(comment.id);
              comments.text?.show(comment.id);
            }}
          />
        ))}
      </div>
    </>
  );
}
