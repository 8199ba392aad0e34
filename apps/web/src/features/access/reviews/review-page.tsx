import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { Review } from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorNote,
  Icon,
  SelectField,
  Skeleton,
} from '../../../ui/index.js';
import { ReviewProgress, StateTag, useReviewFacts } from './review-facts.js';
import { ReviewRow } from './review-row.js';
import { exportHref, type ItemState, useCloseReview, useReview, useReviewItems } from './reviews-api.js';
import '../style/access.css';
import './reviews.css';

/** `/revues/:reviewId`: one campaign, right by right. */
export function ReviewPage() {
  const { reviewId = '' } = useParams();
  const t = useT();
  const review = useReview(reviewId);
  return (
    <>
      <PageHeader
        title={review.data?.name ?? t('reviews.title')}
        crumbs={[{ name: t('reviews.title'), to: '/revues' }]}
        labels={review.data && <StateTag review={review.data} />}
      />
      <PageBody>
        {review.isPending && <Skeleton />}
        {review.error && <ErrorNote error={review.error} />}
        {review.data && (
          <>
            <Summary review={review.data} />
            <Items review={review.data} />
          </>
        )}
      </PageBody>
    </>
  );
}

function Summary({ review }: { review: Review }) {
  const t = useT();
  const factsOf = useReviewFacts();
  const close = useCloseReview(review.id);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className="mq-sec">{factsOf(review)}</p>
      <p className="mq-sec">{t(`reviews.ruleIs.${review.rule}`)}</p>
      <ReviewProgress review={review} />
      <div className="mq-row mq-wrap mq-review-acts">
        <a className="mq-btn plain s" href={exportHref(review.id, 'csv')} download>
          <Icon of={Download} size="s" />
          {t('reviews.exportCsv')}
        </a>
        <a className="mq-btn plain s" href={exportHref(review.id, 'json')} download>
          <Icon of={Download} size="s" />
          {t('reviews.exportJson')}
        </a>
        {review.mayClose && (
          <Button size="s" variant="danger" onPress={() => setAsking(true)}>
            {t('reviews.close')}
          </Button>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          title={t('reviews.close')}
          subtitle={review.name}
          isDanger
          error={close.error}
          isPending={close.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => close.mutate(undefined, { onSuccess: () => setAsking(false) })}
        >
          {t('reviews.closeText')} {t(`reviews.ruleIs.${review.rule}`)}
        </ConfirmDialog>
      )}
    </>
  );
}

const STATES: readonly ItemState[] = ['open', 'decided'];

function Items({ review }: { review: Review }) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const [state, setState] = useState<ItemState | undefined>(review.mayDecide ? 'open' : undefined);
  const items = useReviewItems(review.id, state);
  const rows = items.data?.pages.flatMap((page) => page.items) ?? [];
  /** To the next right that waits, so that a campaign is worked through without looking for it. */
  const goOn = (number: number) => {
    const waiting = [...(list.current?.querySelectorAll<HTMLElement>('li[data-open]') ?? [])];
    const next = waiting.find((row) => Number(row.dataset['open']) > number) ?? waiting[0];
    const target = next?.querySelector<HTMLElement>('button') ?? list.current;
    target?.focus();
  };
  return (
    <>
      <div className="mq-filters">
        <SelectField
          label={t('reviews.show')}
          all={t('reviews.showAll')}
          value={state}
          options={STATES.map((id) => ({ id, label: t(`reviews.show.${id}`) }))}
          onChange={setState}
        />
      </div>
      {items.isPending && <Skeleton />}
      {items.error && <ErrorNote error={items.error} />}
      {items.isSuccess && rows.length === 0 && (
        <EmptyState title={t('reviews.nothing')}>{t('reviews.nothingText')}</EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="mq-acc mq-review" aria-label={t('reviews.list')} ref={list} tabIndex={-1}>
          {rows.map((item) => (
            <ReviewRow key={item.number} review={review} item={item} onDecided={() => goOn(item.number)} />
          ))}
        </ul>
      )}
      {items.hasNextPage && (
        <Button isPending={items.isFetchingNextPage} onPress={() => void items.fetchNextPage()}>
          {t('reviews.more')}
        </Button>
      )}
    </>
  );
}
