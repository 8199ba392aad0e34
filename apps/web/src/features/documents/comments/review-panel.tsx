import { ChevronDown, ChevronUp } from 'lucide-react';
import { type Translate, useT } from '../../../i18n/index.js';
import { ErrorNote, IconButton, SelectField, Skeleton, useStore } from '../../../ui/index.js';
import { CommentCard } from './comment-card.js';
import { CommentDraft } from './comment-draft.js';
import { SettleMenu } from '../suggestions/settle-menu.js';
import { SuggestionCard } from '../suggestions/suggestion-card.js';
import type { HueBook } from '../writing/hues.js';
import { COMMENT_FILTERS } from './document-comments.js';
import { type ReviewItem, useInOrder, useSteps } from './use-in-order.js';
import type { Review } from './use-review.js';
import './comments.css';
import '../suggestions/suggestions.css';

export interface ReviewPanelProps {
  documentId: string;
  review: Review;
  hues: HueBook;
}

/** Comments and suggestions of a document in the order of its text. */
export function ReviewPanel({ documentId, review, hues }: ReviewPanelProps) {
  const { comments, suggestions, canComment, canSettle, error, whenSaved } = review;
  const t = useT();
  const known = useStore(comments.known);
  const active = useStore(comments.active);
  const isDrafting = useStore(comments.draft) !== null;
  const { list, placed } = useInOrder(comments, suggestions);
  const changes = list.flatMap((item) => (item.kind === 'change' ? [item.change] : []));
  if (known === null)
    return (
      <div className="mq-pad">
        {error === null ? <Skeleton rows={3} label={t('comment.loading')} /> : <ErrorNote error={error} />}
      </div>
    );
  return (
    <>
      <ReviewBar {...{ review, list, changes }} />
      <div className="mq-comments mq-scroll" role="region" aria-label={t('comment.list')} tabIndex={0}>
        <CommentDraft documentId={documentId} comments={comments} whenSaved={whenSaved} />
        {list.length === 0 && !isDrafting && (
          <p className="mq-comments-none">
            {known.size > 0 || suggestions.changes.get().length > 0
              ? t('comment.noneShown')
              : t(canComment ? 'comment.none' : 'comment.noneReader')}
          </p>
        )}
        {list.map((item) =>
          item.kind === 'change' ? (
            <SuggestionCard key={item.id} change={item.change} {...{ suggestions, hues, canSettle }} />
          ) : (
            <CommentCard
              key={item.id}
              documentId={documentId}
              comment={item.comment}
              isActive={item.id === active}
              isGone={!placed.has(item.id)}
              canComment={canComment}
              onOpen={() => {
                comments.active.set(item.id);
                comments.text?.show(item.id);
              }}
            />
          ),
        )}
      </div>
    </>
  );
}

interface ReviewBarProps {
  review: Review;
  list: readonly ReviewItem[];
  changes: Parameters<typeof SettleMenu>[0]['changes'];
}

/** Which of them are shown, how many they are, and the way from one to the next. */
function ReviewBar({ review, list, changes }: ReviewBarProps) {
  const { comments, suggestions, canSettle } = review;
  const t = useT();
  const filter = useStore(comments.filter);
  const steps = useSteps(comments, suggestions, list);
  return (
    <div className="mq-comments-walk">
      <SelectField
        label={t('comment.filter')}
        value={filter}
        options={COMMENT_FILTERS.map((id) => ({ id, label: t(`comment.filter.${id}`) }))}
        onChange={(next) => comments.filter.set(next ?? 'open')}
      />
      <span className="mq-small mq-sec" role="status">
        {countOf(list, changes.length, t)}
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
      {canSettle && changes.length > 0 && <SettleMenu suggestions={suggestions} changes={changes} />}
    </div>
  );
}

function countOf(list: readonly ReviewItem[], changes: number, t: Translate): string {
  const comments = list.length - changes;
  if (changes === 0) return t('comment.count', { count: comments });
  const suggested = t('suggestion.count', { count: changes });
  return comments === 0 ? suggested : `${t('comment.count', { count: comments })}, ${suggested}`;
}
